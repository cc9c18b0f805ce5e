// Asks a PowerSoftmax server which digit is on an image that the server never sees.
// node client.mjs URL [IMAGE] [--json]

import { readFileSync } from 'node:fs'

const [url, ...rest] = process.argv.slice(2)
const json = rest.includes('--json')
const image = Number(rest.find(word => word !== '--json') ?? 0)

if (Number(process.versions.node.split('.')[0]) < 22) {
  fail(`node-seal needs Node.js 22 or newer; this is ${process.version}. Install a newer one (https://nodejs.org), or run 'npm ci' and 'npm start -- URL' on Linux x64, which bring their own.`)
}

if (!url) {
  fail('usage: node client.mjs URL [IMAGE] [--json]')
}

try {
  await main()
} catch (error) {
  fail(error.code === 'ERR_MODULE_NOT_FOUND' ? `${error.message}\nRun 'npm ci' in ${import.meta.dirname} first.` : error.message)
}

async function main() {
  // Imported late, so that the advice above comes before an older Node.js stumbles over them.
  const { createSealClient } = await import('./seal.mjs')
  const { finish, pack, readContract, unpack } = await import('./contract.mjs')
  const { Server } = await import('./server.mjs')

  const digit = readImage(image)
  const server = new Server(url)
  const contract = readContract(await server.contract())
  say(`Model '${contract.model}', N = ${contract.encryption.polyModulusDegree}, ${contract.encryption.coeffModulus.length} primes`)

  const client = await createSealClient(contract, await server.parameters())
  const keys = client.evaluationKeys()
  say(`${contract.keys.rotationSteps.length} Galois keys and the relinearization key: ${megabytes(keys)} to the server; the secret key stays here`)
  const name = await server.sendKeys(keys)

  const question = client.encrypt(contract.inputs.map(input => pack(input, digit.pixels)))
  const answer = await server.evaluate(name, question)
  say(`Question ${megabytes(question)}, answer ${megabytes(answer)}`)

  const tensors = client.decrypt(answer).map((slots, i) => unpack(contract.outputs[i], slots))
  const [result] = contract.results
  const decrypted = tensors[contract.outputs.findIndex(output => output.name === result.output)]
  const probabilities = finish(result, decrypted).values
  report({ image, label: digit.label, digit: probabilities.indexOf(Math.max(...probabilities)), logits: decrypted.values, probabilities })
}

/** One image of the sample's file: 64 intensities from 0 to 16, then the digit; the model takes intensities in [0, 1]. */
function readImage(index) {
  const lines = readFileSync(new URL('../digits.images.csv', import.meta.url), 'utf8').trim().split('\n')
  if (!(Number.isInteger(index) && index >= 0 && index < lines.length)) {
    throw new Error(`there are images 0 to ${lines.length - 1}; '${index}' is none of them`)
  }

  const values = lines[index].split(',').map(Number)
  return { pixels: values.slice(0, 64).map(value => value / 16), label: values[64] }
}

function report(answer) {
  if (json) {
    console.log(JSON.stringify(answer))
    return
  }

  console.log(`Image ${answer.image} shows a ${answer.digit} (written as a ${answer.label})`)
  answer.probabilities.forEach((probability, digit) => console.log(`  ${digit}  ${(100 * probability).toFixed(2).padStart(6)} %`))
}

/** Progress goes to the error stream, so that the answer stands alone on the output. */
function say(text) {
  console.error(text)
}

function megabytes(bytes) {
  return `${(bytes.length / 2 ** 20).toFixed(1)} MiB`
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
