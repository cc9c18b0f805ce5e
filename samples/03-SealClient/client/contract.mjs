// What a client contract says about numbers: how they go into slots, and what becomes of the decrypted ones. Knows nothing of SEAL.

const FORMAT = 'powersoftmax.client-contract'
const VERSION = 1

/** Checks the format of a contract that was read from JSON and returns it. */
export function readContract(contract) {
  if (contract.format !== FORMAT || contract.version !== VERSION) {
    throw new Error(`the server's contract is '${contract.format}' version ${contract.version}; this client reads '${FORMAT}' version ${VERSION}`)
  }

  for (const { scale, scaleBits } of [...contract.inputs, ...contract.outputs]) {
    if (bitsOf(scale) !== scaleBits) {
      throw new Error(`the scale ${scale} was not read exactly: its bits are ${bitsOf(scale)}, the contract says ${scaleBits}`)
    }
  }

  return contract
}

/** The slots of one input: every slot holds an element of the tensor, or zero. */
export function pack(input, values) {
  const count = input.shape.reduce((product, size) => product * size, 1)
  if (values.length !== count) {
    throw new Error(`input '${input.source}' has ${count} numbers, ${values.length} are given`)
  }

  return Float64Array.from(input.elements, element => (element < 0 ? 0 : values[element]))
}

/** The tensor of one output: every element is in some slot. */
export function unpack(output, slots) {
  return { shape: output.shape, values: output.slots.map(slot => slots[slot]) }
}

/** Runs the steps after decryption and returns the model's output. */
export function finish(result, tensor) {
  return result.steps.reduce((current, step) => steps[step.operation](current, step), tensor)
}

const steps = {
  reshape: ({ values }, { shape }) => ({ shape, values }),
  sigmoid: ({ shape, values }) => ({ shape, values: values.map(x => 1 / (1 + Math.exp(-x))) }),
  exp: ({ shape, values }) => ({ shape, values: values.map(Math.exp) }),
  transpose,
  softmax
}

function transpose({ shape, values }, { permutation }) {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1))
  const moved = permutation.map(axis => shape[axis])
  return {
    shape: moved,
    values: values.map((_, position) => {
      let rest = position
      let source = 0
      for (let axis = moved.length - 1; axis >= 0; axis--) {
        source += (rest % moved[axis]) * strides[permutation[axis]]
        rest = Math.floor(rest / moved[axis])
      }

      return values[source]
    })
  }
}

function softmax({ shape, values }, { axis }) {
  const at = axis < 0 ? axis + shape.length : axis
  const inner = shape.slice(at + 1).reduce((product, size) => product * size, 1)
  const result = values.slice()
  for (let start = 0; start < values.length; start++) {
    if (Math.floor(start / inner) % shape[at] === 0) {
      const places = Array.from({ length: shape[at] }, (_, i) => start + i * inner)
      const largest = Math.max(...places.map(place => values[place]))
      const powers = places.map(place => Math.exp(values[place] - largest))
      const sum = powers.reduce((total, power) => total + power, 0)
      places.forEach((place, i) => { result[place] = powers[i] / sum })
    }
  }

  return { shape, values: result }
}

function bitsOf(value) {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  return view.getBigUint64(0).toString(16).padStart(16, '0')
}
