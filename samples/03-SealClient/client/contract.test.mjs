// Run with: node --test

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finish, pack, readContract, unpack } from './contract.mjs'

const run = (steps, shape, values) => finish({ steps }, { shape, values })

test('slots hold elements or zero', () => {
  const input = { source: 'x', shape: [1, 2], elements: [1, -1, 0, 1] }

  assert.deepEqual([...pack(input, [5, 7])], [7, 0, 5, 7])
})

test('a tensor of another size is refused', () => {
  assert.throws(() => pack({ source: 'x', shape: [2, 2], elements: [] }, [1, 2]), /input 'x' has 4 numbers, 2 are given/)
})

test('elements are read from their slots', () => {
  assert.deepEqual(unpack({ shape: [3], slots: [2, 0, 1] }, [10, 20, 30]), { shape: [3], values: [30, 10, 20] })
})

test('softmax runs along its axis', () => {
  const { values } = run([{ operation: 'softmax', axis: 0 }], [2, 2], [0, 1, 0, 1 + Math.log(3)])

  values.forEach((value, i) => assert.ok(Math.abs(value - [0.5, 0.25, 0.5, 0.75][i]) < 1e-12))
})

test('softmax of large numbers stays finite', () => {
  assert.deepEqual(run([{ operation: 'softmax', axis: -1 }], [2], [1000, 1000]).values, [0.5, 0.5])
})

test('transpose moves the axes', () => {
  const { shape, values } = run([{ operation: 'transpose', permutation: [1, 0] }], [2, 3], [1, 2, 3, 4, 5, 6])

  assert.deepEqual({ shape, values }, { shape: [3, 2], values: [1, 4, 2, 5, 3, 6] })
})

test('transpose of three axes follows the permutation', () => {
  const values = Array.from({ length: 24 }, (_, i) => i)
  const result = run([{ operation: 'transpose', permutation: [2, 0, 1] }], [2, 3, 4], values)

  assert.deepEqual(result.shape, [4, 2, 3])
  assert.equal(result.values[(3 * 2 + 1) * 3 + 2], (1 * 3 + 2) * 4 + 3)
})

test('steps follow one another', () => {
  const { shape, values } = run([{ operation: 'exp' }, { operation: 'sigmoid' }, { operation: 'reshape', shape: [1, 1] }], [1], [0])

  assert.deepEqual(shape, [1, 1])
  assert.ok(Math.abs(values[0] - 1 / (1 + Math.exp(-1))) < 1e-15)
})

test('another format, and a scale that was read inexactly, are refused', () => {
  const contract = { format: 'powersoftmax.client-contract', version: 1, inputs: [{ scale: 549756043257.2524, scaleBits: '426000006fff2814' }], outputs: [] }

  assert.equal(readContract(contract), contract)
  assert.throws(() => readContract({ ...contract, version: 2 }), /version 2/)
  assert.throws(() => readContract({ ...contract, inputs: [{ scale: 549756043257, scaleBits: '426000006fff2814' }] }), /not read exactly/)
})
