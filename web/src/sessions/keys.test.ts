import { describe, expect, it } from 'vitest'
import { codesOf } from './codes.ts'
import { type Act, idle, type Hand, pointAt, press, type Pressed, type Room } from './keys.ts'

const holders = ['Fédération Optique', 'Union des audioprothésistes', 'Union des Consommateurs', 'Alliance Patients', 'Nantes Santé', 'Ligue des usagers'].map((name) => ({ id: name, name }))
const room: Room = { holders, codes: codesOf(holders), columns: 3 }

const key = (text: string, more: Partial<Pressed> = {}): Pressed => ({ key: text, code: '', shift: false, control: false, alt: false, ...more })
function type(keys: readonly (string | Pressed)[], from: Hand = idle): { hand: Hand; acts: Act[] } {
  const acts: Act[] = []
  const hand = keys.reduce((now: Hand, k) => {
    const outcome = press(now, typeof k === 'string' ? key(k) : k, room)
    if (outcome.act) acts.push(outcome.act)
    return outcome.hand
  }, from)
  return { hand, acts }
}
const recorded = (holderId: string, state: string, value: number | null): Act => ({ kind: 'record', holderId, choice: { state: state as never, value } })

describe('two letters and one key', () => {
  it.each([
    ['1', 'stated', -2], ['2', 'stated', -1], ['3', 'stated', 0], ['4', 'stated', 1], ['5', 'stated', 2], ['a', 'abstained', null], ['N', 'no_answer', null], ['l', 'left_before', null],
  ])('record with %s: %s %s', (last, state, value) => {
    expect(type(['f', 'e', last]).acts).toEqual([recorded('Fédération Optique', state, value)])
  })

  it('record one holder after the other, nothing chosen in between', () => {
    const { hand, acts } = type(['f', 'e', '5', 'a', 'l', '1'])
    expect(acts).toEqual([recorded('Fédération Optique', 'stated', 2), recorded('Alliance Patients', 'stated', -2)])
    expect(hand).toMatchObject({ chosen: false, at: 'Alliance Patients' })
  })

  it('that several names share wait for a third, an arrow or Tab', () => {
    expect(type(['u', 'n', '4']).acts).toEqual([{ kind: 'nobody' }])
    expect(type(['u', 'n', 'ArrowDown', 'Enter', '4']).acts).toEqual([recorded('Union des Consommateurs', 'stated', 1)])
    expect(type(['u', 'n', 'Tab', 'Enter', '2']).acts).toEqual([recorded('Union des Consommateurs', 'stated', -1)])
    expect(type(['u', 'c', '3']).acts).toEqual([recorded('Union des Consommateurs', 'stated', 0)])
  })

  it('do not take the first letter of a name for a choice while nobody is chosen', () => {
    expect(type(['n', 'a', '3']).acts).toEqual([recorded('Nantes Santé', 'stated', 0)])
    expect(type(['l', 'i', 'n']).acts).toEqual([recorded('Ligue des usagers', 'no_answer', null)])
  })

  it('work on the top row of a French keyboard without Shift, é included', () => {
    const french = key('é', { code: 'Digit2' })
    expect(type(['f', 'e', french]).acts).toEqual([recorded('Fédération Optique', 'stated', -1)])
    expect(type(['f', french]).acts).toEqual([recorded('Fédération Optique', 'stated', -1)])
    expect(type(['u', 'n', french]).acts).toEqual([{ kind: 'nobody' }])
    expect(type(['f', 'e', key('&', { code: 'Digit1' })]).acts).toEqual([recorded('Fédération Optique', 'stated', -2)])
  })

  it('that lead nowhere say so and forget themselves', () => {
    expect(type(['z']).acts).toEqual([{ kind: 'nobody' }])
    expect(type(['u', 'z']).hand).toMatchObject({ typed: '', at: null })
    expect(type(['u', 'f', 'e', '1']).acts).toEqual([recorded('Fédération Optique', 'stated', -2)])
  })
})

describe('walking', () => {
  it('by arrows keeps the holder chosen after a record', () => {
    const { acts } = type(['4', 'ArrowRight', '1', 'ArrowDown', 'a'], pointAt('Fédération Optique'))
    expect(acts).toEqual([recorded('Fédération Optique', 'stated', 1), recorded('Union des audioprothésistes', 'stated', -2), recorded('Nantes Santé', 'abstained', null)])
  })

  it('takes a letter for the next name once a holder is recorded, and a digit for a correction', () => {
    const { acts } = type(['4', '5', 'a', 'l', '1'], pointAt('Fédération Optique'))
    expect(acts).toEqual([recorded('Fédération Optique', 'stated', 1), recorded('Fédération Optique', 'stated', 2), recorded('Alliance Patients', 'stated', -2)])
  })

  it('stops at the edges of the grid', () => {
    expect(press(pointAt('Ligue des usagers'), key('ArrowDown'), room).hand.at).toBe('Ligue des usagers')
    expect(press(pointAt('Fédération Optique'), key('ArrowLeft'), room).hand.at).toBe('Fédération Optique')
  })

  it('by Tab is the browser’s own, so that the keyboard is never caught', () => {
    expect(press(pointAt('Fédération Optique'), key('Tab'), room).handled).toBe(false)
  })
})

describe('the other keys', () => {
  it.each([['PageDown', 1], ['ArrowRight', 1], ['PageUp', -1], ['ArrowLeft', -1]] as const)('%s goes to another point while nobody is chosen', (name, step) => {
    expect(type([name]).acts).toEqual([{ kind: 'point', step }])
  })

  it('Ctrl+Z withdraws, and other shortcuts stay the browser’s', () => {
    expect(type([key('z', { control: true })]).acts).toEqual([{ kind: 'undo' }])
    expect(press(idle, key('r', { control: true }), room).handled).toBe(false)
    expect(press(idle, key('e', { alt: true }), room).handled).toBe(false)
  })

  it('Enter opens the words of the last one recorded', () => {
    expect(type(['f', 'e', '5', 'Enter']).acts.at(-1)).toEqual({ kind: 'words', holderId: 'Fédération Optique' })
  })

  it('W rewords, unless a name begins so; with Shift always', () => {
    expect(type(['w']).acts).toEqual([{ kind: 'reword' }])
    const world = { ...room, holders: [...holders, { id: 'WWF', name: 'WWF' }] }
    expect(press(idle, key('w'), world).hand.typed).toBe('w')
    expect(press(idle, key('W', { shift: true }), world).act).toEqual({ kind: 'reword' })
  })

  it('Escape forgets what was typed, then belongs to the browser', () => {
    expect(type(['u', 'Escape']).hand).toEqual(idle)
    expect(press(idle, key('Escape'), room).handled).toBe(false)
  })

  it('Backspace takes a letter back', () => {
    expect(type(['u', 'n', 'Backspace']).hand.typed).toBe('u')
  })
})
