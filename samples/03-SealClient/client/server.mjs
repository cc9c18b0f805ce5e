// The server as this client sees it: four requests.

export class Server {
  #url

  constructor(url) {
    this.#url = url
  }

  async contract() {
    return (await this.#ask('contract')).json()
  }

  async parameters() {
    return bytesOf(await this.#ask('parameters'))
  }

  /** Sends the evaluation keys; the server names them in its answer. */
  async sendKeys(bytes) {
    return (await this.#ask('keys', bytes)).text()
  }

  async evaluate(keys, bytes) {
    return bytesOf(await this.#ask(`evaluate?keys=${encodeURIComponent(keys)}`, bytes))
  }

  async #ask(path, body) {
    const response = await fetch(new URL(path, this.#url), body && { method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } })
    if (!response.ok) {
      throw new Error(`the server answers ${response.status} to '${path}': ${await response.text()}`)
    }

    return response
  }
}

async function bytesOf(response) {
  return new Uint8Array(await response.arrayBuffer())
}
