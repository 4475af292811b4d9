import { describe, expect, it } from 'vitest'
import { isTimeZone, mayBecome, shortLabel } from './rules.ts'

describe('a label for a cell', () => {
  it.each([
    ['Institut Lumen', 'Institut Lumen'],
    ['Conférence des délégués de Bretagne', 'Conférence des délégués'],
    ['Observatoire public de l’accès aux soins', 'Observatoire public'],
    ['Union des audioprothésistes du Ponant', 'Union des audioprothési…'],
    ['Hydroélectromécaniciennes', 'Hydroélectromécanicienne'],
    ['Mutuelle (ex-Caisse de prévoyance)', 'Mutuelle'],
  ])('%s → %s', (name, label) => {
    expect(shortLabel(name)).toBe(label)
    expect(shortLabel(name).length).toBeLessThanOrEqual(24)
  })
})

it('a session moves along its arrows only', () => {
  expect([mayBecome('planned', 'open'), mayBecome('open', 'closed'), mayBecome('closed', 'open'), mayBecome('cancelled', 'planned')]).toEqual([true, true, true, true])
  expect([mayBecome('planned', 'closed'), mayBecome('closed', 'planned'), mayBecome('cancelled', 'open'), mayBecome('open', 'planned')]).toEqual([false, false, false, false])
})

it('knows a time zone by its name', () => {
  expect([isTimeZone('Europe/Paris'), isTimeZone('Mars/Phobos')]).toEqual([true, false])
})
