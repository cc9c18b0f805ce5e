// Real SEAL 4.1 (node-seal) as a child process: makes objects, evaluates, decrypts. All data go through files of one folder.
//
//   node oracle.mjs golden <folder>                            the small golden sets
//   node oracle.mjs make <folder> <N> <bits> <rotations>       a SEAL client's keys and ciphertexts, and results of SEAL's evaluator
//   node oracle.mjs decrypt <folder> <name>...                 decrypts <name>.bin with sk.bin into <name>.f64
//   node oracle.mjs serve <folder> <rotation>                  a SEAL server for the client whose objects are engine_*.bin
import fs from 'node:fs'
import path from 'node:path'
import initialize from 'node-seal'

const seal = await initialize()
const compressions = ['none', 'zlib', 'zstd']
const scale = 2 ** 40

const load = (folder, name) => new Uint8Array(fs.readFileSync(path.join(folder, `${name}.bin`)))

const save = (folder, name, object, compression = 'none') =>
  fs.writeFileSync(path.join(folder, `${name}.bin`), object.saveToArray(seal.ComprModeType[compression]))

function contextOf(parameters, secure) {
  const context = new seal.SEALContext(parameters, true, secure ? seal.SecLevelType.tc128 : seal.SecLevelType.none)
  if (!context.parametersSet()) throw new Error('SEAL refuses the parameters')
  return context
}

function parametersOf(n, bits) {
  const parameters = new seal.EncryptionParameters(seal.SchemeType.ckks)
  parameters.setPolyModulusDegree(n)
  parameters.setCoeffModulus(seal.CoeffModulus.Create(n, Int32Array.from(bits)))
  return parameters
}

// The messages of all tests: slot i holds sin(i), the factor of a plaintext product cos(i).
const sines = slots => Float64Array.from({ length: slots }, (_, i) => Math.sin(i))
const cosines = slots => Float64Array.from({ length: slots }, (_, i) => Math.cos(i))

function encode(encoder, values) {
  const plaintext = new seal.Plaintext()
  encoder.encode(values, scale, plaintext)
  return plaintext
}

function ciphertextOf(fill) {
  const ciphertext = new seal.Ciphertext()
  fill(ciphertext)
  return ciphertext
}

function makeClient(folder, parameters, secure, rotations) {
  fs.mkdirSync(folder, { recursive: true })
  const context = contextOf(parameters, secure)
  const generator = new seal.KeyGenerator(context)
  const keys = {
    sk: generator.secretKey(),
    pk: generator.createPublicKey(),
    rk: generator.createRelinKeys(),
    gk: generator.createGaloisKeysWithSteps(Int32Array.from(rotations))
  }
  const encoder = new seal.CKKSEncoder(context)
  const encryptor = new seal.Encryptor(context, keys.pk, keys.sk)
  const pt = encode(encoder, sines(encoder.slotCount()))
  const factor = encode(encoder, cosines(encoder.slotCount()))
  const ct = ciphertextOf(to => encryptor.encrypt(pt, to))
  return { context, generator, keys, encoder, encryptor, pt, factor, ct }
}

function saveClient(folder, parameters, client) {
  for (const [name, object] of Object.entries({ parms: parameters, ...client.keys, pt: client.pt, factor: client.factor, ct: client.ct })) {
    save(folder, name, object)
  }
}

// A seeded object as SEAL writes it, and the same as SEAL expands it.
function saveSeeded(folder, name, object, Type, context) {
  save(folder, `${name}_seeded`, object)
  const expanded = new seal[Type]()
  expanded.loadFromArray(context, load(folder, `${name}_seeded`))
  save(folder, `${name}_expanded`, expanded)
}

function saveResults(folder, client, rotations) {
  const { keys, factor, ct } = client
  const evaluator = new seal.Evaluator(client.context)
  const results = {
    add: ciphertextOf(to => evaluator.add(ct, ct, to)),
    multiply_plain: ciphertextOf(to => evaluator.multiplyPlain(ct, factor, to)),
    multiply: ciphertextOf(to => evaluator.multiply(ct, ct, to))
  }
  results.relinearize = ciphertextOf(to => evaluator.relinearize(results.multiply, keys.rk, to))
  results.rescale = ciphertextOf(to => evaluator.rescaleToNext(results.relinearize, to))
  results.conjugate = ciphertextOf(to => evaluator.complexConjugate(results.rescale, keys.gk, to))
  for (const steps of rotations.filter(steps => steps !== 0)) {
    results[`rotate_${steps}`] = ciphertextOf(to => evaluator.rotateVector(results.rescale, steps, keys.gk, to))
  }
  for (const [name, result] of Object.entries(results)) save(folder, name, result)
}

// 0 stands for conjugation, as in SEAL.
function makeSmall(folder) {
  const rotations = [0, 1, -3]
  const parameters = parametersOf(1024, [48, 40, 48])
  const client = makeClient(folder, parameters, false, rotations)
  saveClient(folder, parameters, client)
  saveResults(folder, client, rotations)
  saveSeeded(folder, 'ct', client.encryptor.encryptSymmetricSerializable(client.pt), 'Ciphertext', client.context)
  saveSeeded(folder, 'rk', client.generator.createRelinKeysSerializable(), 'RelinKeys', client.context)
  for (const compression of ['zlib', 'zstd']) {
    save(folder, `ct_${compression}`, client.ct, compression)
    save(folder, `sk_${compression}`, client.keys.sk, compression)
    save(folder, `rk_${compression}`, client.keys.rk, compression)
  }
}

// 60-bit primes of which some reject many random words: 2^64 modulo them is large.
function makeWide(folder) {
  const parameters = new seal.EncryptionParameters(seal.SchemeType.ckks)
  parameters.loadFromArray(parameterBytes(1024n, widePrimes(1024n)))
  const client = makeClient(folder, parameters, false, [1])
  save(folder, 'parms', parameters)
  save(folder, 'sk', client.keys.sk)
  save(folder, 'ct', client.ct)
  saveSeeded(folder, 'ct', client.encryptor.encryptSymmetricSerializable(client.pt), 'Ciphertext', client.context)
  saveSeeded(folder, 'gk', client.generator.createGaloisKeysSerializableWithSteps(Int32Array.from([1])), 'GaloisKeys', client.context)
}

function widePrimes(n) {
  const primes = []
  for (const start of [0xf00000000000000n, 0x99a000000000000n, 0xfff000000000000n]) {
    let candidate = start - (start % (2n * n)) + 1n
    while (!isPrime(candidate)) candidate += 2n * n
    primes.push(candidate)
  }
  return primes
}

// Fermat's test with a few bases: good enough to find primes that SEAL itself then checks.
function isPrime(p) {
  return [2n, 3n, 5n, 7n, 11n].every(base => power(base, p - 1n, p) === 1n)
}

function power(base, exponent, modulus) {
  let result = 1n
  for (let square = base; exponent > 0n; exponent >>= 1n, square = square * square % modulus) {
    if (exponent & 1n) result = result * square % modulus
  }
  return result
}

function parameterBytes(n, primes) {
  const header = size => {
    const bytes = Buffer.alloc(16)
    bytes.set([0x5e, 0xa1, 16, 4, 1, 0])
    bytes.writeBigUInt64LE(BigInt(size), 8)
    return bytes
  }
  const word = value => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigUInt64LE(value)
    return bytes
  }
  const moduli = [...primes, 0n].map(value => Buffer.concat([header(24), word(value)]))
  const body = Buffer.concat([Buffer.from([2]), word(n), word(BigInt(primes.length)), ...moduli])
  return new Uint8Array(Buffer.concat([header(16 + body.length), body]))
}

function make(folder, n, bits, rotations) {
  const parameters = parametersOf(n, bits)
  const client = makeClient(folder, parameters, true, rotations)
  saveClient(folder, parameters, client)
  saveResults(folder, client, rotations)
  const objects = { parms: parameters, ...client.keys, pt: client.pt, ct: client.ct }
  for (const [name, object] of Object.entries(objects)) {
    for (const compression of compressions) save(folder, `${name}_${compression}`, object, compression)
  }
  saveSeeded(folder, 'ct', client.encryptor.encryptSymmetricSerializable(client.pt), 'Ciphertext', client.context)
  saveSeeded(folder, 'pk', client.generator.createPublicKeySerializable(), 'PublicKey', client.context)
  saveSeeded(folder, 'rk', client.generator.createRelinKeysSerializable(), 'RelinKeys', client.context)
  saveSeeded(folder, 'gk', client.generator.createGaloisKeysSerializableWithSteps(Int32Array.from([1])), 'GaloisKeys', client.context)
}

function reader(folder, context) {
  return (Type, name) => {
    const object = new seal[Type]()
    object.loadFromArray(context, load(folder, name))
    return object
  }
}

function readParameters(folder, name) {
  const parameters = new seal.EncryptionParameters(seal.SchemeType.ckks)
  parameters.loadFromArray(load(folder, name))
  return parameters
}

function decryptTo(folder, context, secretKey, name, ciphertext) {
  const plaintext = new seal.Plaintext()
  new seal.Decryptor(context, secretKey).decrypt(ciphertext, plaintext)
  const values = new seal.CKKSEncoder(context).decodeFloat64(plaintext)
  fs.writeFileSync(path.join(folder, `${name}.f64`), new Uint8Array(Float64Array.from(values).buffer))
}

function decrypt(folder, names) {
  const context = contextOf(readParameters(folder, 'parms'), true)
  const read = reader(folder, context)
  const secretKey = read('SecretKey', 'sk')
  for (const name of names) decryptTo(folder, context, secretKey, name, read('Ciphertext', name))
}

const kinds = { sk: 'SecretKey', pk: 'PublicKey', rk: 'RelinKeys', gk: 'GaloisKeys', pt: 'Plaintext', ct: 'Ciphertext' }

function serve(folder, rotation) {
  const parameters = readParameters(folder, 'engine_parms_none')
  const context = contextOf(parameters, true)
  const read = reader(folder, context)
  for (const compression of compressions) {
    save(folder, `seal_parms_${compression}`, readParameters(folder, `engine_parms_${compression}`))
    for (const [name, Type] of Object.entries(kinds)) save(folder, `seal_${name}_${compression}`, read(Type, `engine_${name}_${compression}`))
  }

  const objects = Object.fromEntries(Object.entries(kinds).map(([name, Type]) => [name, read(Type, `engine_${name}_none`)]))
  const evaluator = new seal.Evaluator(context)
  const encoder = new seal.CKKSEncoder(context)
  const product = ciphertextOf(to => evaluator.multiply(objects.ct, objects.ct, to))
  evaluator.relinearizeInplace(product, objects.rk)
  evaluator.rescaleToNextInplace(product)
  save(folder, 'seal_square', product)
  save(folder, 'seal_rotated', ciphertextOf(to => evaluator.rotateVector(product, rotation, objects.gk, to)))
  save(folder, 'seal_conjugated', ciphertextOf(to => evaluator.complexConjugate(product, objects.gk, to)))
  save(folder, 'seal_product_plain', ciphertextOf(to => evaluator.multiplyPlain(objects.ct, objects.pt, to)))
  const encryptor = new seal.Encryptor(context, objects.pk, objects.sk)
  save(folder, 'seal_fresh', ciphertextOf(to => encryptor.encrypt(encode(encoder, cosines(encoder.slotCount())), to)))
  decryptTo(folder, context, objects.sk, 'seal_decrypted', objects.ct)
}

const numbers = text => text.split(',').map(Number)
const [command, folder, ...rest] = process.argv.slice(2)
switch (command) {
  case 'golden':
    makeSmall(path.join(folder, 'insecure-1024'))
    makeWide(path.join(folder, 'insecure-1024-wide'))
    break
  case 'make':
    make(folder, Number(rest[0]), numbers(rest[1]), numbers(rest[2]))
    break
  case 'decrypt':
    decrypt(folder, rest)
    break
  case 'serve':
    serve(folder, Number(rest[0]))
    break
  default:
    throw new Error(`unknown command ${command}`)
}
