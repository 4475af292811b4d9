import { expect, it } from 'vitest'
import { backOf, type PrivacyRegister, type Processing, registerColumns, registerRows } from './register.ts'

const one: Processing = { id: 'p', perimeterId: 'n', kind: 'map', name: 'Carte', purpose: 'Dialoguer', legalBasis: 'consent', balancingTest: '', ownerId: 'u', ownerName: 'Awa', endsOn: '2029-12-31', recipients: ['DRIS', 'Relais'], measures: '', version: 3, createdAt: '', updatedAt: '' }
const register: PrivacyRegister = { generatedAt: '', missing: [], retention: [], processings: [one], settings: { controller: 'La mutuelle', controllerContact: 'Siège', dpo: '', dpoContact: '', processors: [{ name: 'Hôte', purpose: 'Hébergement', country: 'France' }], version: 1, updatedAt: null } }

it('P-24: the register for a spreadsheet has a cell under each head, the controller and processors on every line', () => {
  const rows = registerRows(register, { heads: registerColumns, kindOf: () => 'Carte', basisOf: () => 'Consentement' })
  expect(rows.map((row) => row.length)).toEqual([registerColumns.length, registerColumns.length])
  expect(rows[1]).toEqual(['Carte', 'Carte', 'Dialoguer', 'Consentement', '', 'Awa', '2029-12-31', 'DRIS ; Relais', '', 'La mutuelle, Siège', '', 'Hôte (Hébergement, France)'])
})

it('puts a processing back as it was, under a number of its own', () => {
  expect(backOf(one)).not.toHaveProperty('id')
  expect(backOf(one)).toMatchObject({ perimeterId: 'n', ownerId: 'u', endsOn: '2029-12-31', recipients: ['DRIS', 'Relais'] })
})
