// The client's cryptography: everything is done by Microsoft SEAL, compiled to WebAssembly (node-seal). The secret key stays in here.

import initialize from 'node-seal'

/** Loads SEAL and makes keys for the parameters that a server published. */
export async function createSealClient(contract, parameterBytes) {
  const seal = await initialize()
  const parameters = new seal.EncryptionParameters(seal.SchemeType.ckks)
  parameters.loadFromArray(parameterBytes)
  checkParameters(contract, parameters)

  // The client does not trust the server's choice: SEAL itself refuses parameters below 128 bits.
  const context = new seal.SEALContext(parameters, true, seal.SecLevelType.tc128)
  if (!context.parametersSet()) {
    throw new Error('the server\'s parameters are not secure by SEAL\'s table at 128 bits, or not usable')
  }

  return new SealClient(seal, context, contract)
}

class SealClient {
  #seal
  #context
  #contract
  #secretKey
  #encoder
  #encryptor
  #decryptor
  #evaluator
  #generator

  constructor(seal, context, contract) {
    this.#seal = seal
    this.#context = context
    this.#contract = contract
    this.#generator = new seal.KeyGenerator(context)
    this.#secretKey = this.#generator.secretKey()
    this.#encoder = new seal.CKKSEncoder(context)
    this.#encryptor = new seal.Encryptor(context, this.#generator.createPublicKey(), this.#secretKey)
    this.#decryptor = new seal.Decryptor(context, this.#secretKey)
    this.#evaluator = new seal.Evaluator(context)
  }

  /** The keys a server evaluates with: relinearization keys, then Galois keys, each where the contract asks for them. */
  evaluationKeys() {
    const { relinearization, rotationSteps } = this.#contract.keys
    const objects = []
    if (relinearization) {
      objects.push(this.#generator.createRelinKeysSerializable())
    }

    if (rotationSteps.length > 0) {
      // Only the steps of the contract: SEAL's default set would be larger and not contain all of them.
      objects.push(this.#generator.createGaloisKeysSerializableWithSteps(Int32Array.from(rotationSteps)))
    }

    return concatenate(objects.map(object => this.#save(object)))
  }

  /** Encrypts the slots of every input, at the contract's scale and level. Seeded ciphertexts are half as large. */
  encrypt(slotsOfInputs) {
    return concatenate(this.#contract.inputs.map((input, i) => {
      const plaintext = new this.#seal.Plaintext()
      this.#encoder.encode(slotsOfInputs[i], input.scale, plaintext)

      // node-seal encodes modulo all primes; an input further down the chain has fewer.
      for (let primes = this.#contract.encryption.coeffModulus.length - 1; primes > input.coeffModulusSize; primes--) {
        this.#evaluator.plainModSwitchToNextInplace(plaintext)
      }

      const bytes = this.#save(this.#encryptor.encryptSymmetricSerializable(plaintext))
      plaintext.delete()
      return bytes
    }))
  }

  /** Decrypts an answer: the slots of every output. */
  decrypt(bytes) {
    let rest = bytes
    return this.#contract.outputs.map(() => {
      const length = sizeOfObject(rest)
      const ciphertext = new this.#seal.Ciphertext()
      const plaintext = new this.#seal.Plaintext()
      ciphertext.loadFromArray(this.#context, rest.slice(0, length))
      rest = rest.slice(length)
      this.#decryptor.decrypt(ciphertext, plaintext)
      const slots = this.#encoder.decodeFloat64(plaintext)
      ciphertext.delete()
      plaintext.delete()
      return slots
    })
  }

  #save(object) {
    const bytes = object.saveToArray(this.#seal.ComprModeType.zstd)
    object.delete()
    return bytes
  }
}

/** The contract and the bytes must tell of the same parameters. */
function checkParameters(contract, parameters) {
  const modulus = parameters.coeffModulus()
  const primes = Array.from({ length: modulus.size() }, (_, i) => Number(modulus.get(i).value()))
  const { polyModulusDegree, coeffModulus } = contract.encryption
  if (parameters.polyModulusDegree() !== polyModulusDegree || primes.join() !== coeffModulus.join()) {
    throw new Error('the server\'s parameters are not those of its contract')
  }
}

/** Bytes 8 to 15 of every SEAL object say how many bytes it has. */
function sizeOfObject(bytes) {
  return Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(8, true))
}

function concatenate(arrays) {
  const result = new Uint8Array(arrays.reduce((sum, array) => sum + array.length, 0))
  let position = 0
  for (const array of arrays) {
    result.set(array, position)
    position += array.length
  }

  return result
}
