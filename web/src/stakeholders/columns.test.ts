import { describe, expect, it } from 'vitest'
import { hiddenAtFirst, readHidden, readSort, writeShown, writeSort } from './columns.ts'

describe('the columns of the register', () => {
  it('read back what they wrote', () => expect(new Set(readHidden(writeShown(hiddenAtFirst)))).toEqual(new Set(hiddenAtFirst)))
  it('never put the name away, whatever the address says', () => expect(readHidden('status,nonsense')).not.toContain('name'))
  it('keep to the usual ones when nothing was chosen', () => expect(readHidden(null)).toBeUndefined())
})

describe('the order of the register', () => {
  it.each([['-headcount', { id: 'headcount', desc: true }], ['reference', { id: 'reference', desc: false }], ['-password', { id: 'name', desc: false }], [undefined, { id: 'name', desc: false }]])('%s is read', (text, sort) => expect(readSort(text)).toEqual(sort))
  it('is written as the server reads it', () => expect([writeSort({ id: 'headcount', desc: true }), writeSort(undefined)]).toEqual(['-headcount', 'name']))
})
