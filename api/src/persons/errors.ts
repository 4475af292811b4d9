import { defineErrors } from '../errors.ts'

export const personCatalogue = {
  'not-a-person': { status: 422, fr: 'Ce droit est celui d’une personne ; cette fiche est celle d’une organisation ou d’un groupe.', en: 'This is a right of people; this sheet is an organisation’s or a group’s.' },
  'restricted-already': { status: 409, fr: 'Le traitement de ces données est déjà limité.', en: 'The processing of these data is restricted already.' },
  'not-restricted': { status: 409, fr: 'Le traitement de ces données n’est pas limité.', en: 'The processing of these data is not restricted.' },
  'person-on-hold': { status: 409, fr: 'Une conservation légale est en cours pour cette personne : levez-la avant d’effacer.', en: 'A legal hold stands for this person: lift it before erasing.' },
  'objection-on-file': { status: 409, fr: 'Une opposition est enregistrée pour cette personne : elle ne peut pas être inscrite. Adressez-vous au délégué à la protection des données.', en: 'An objection is on file for this person, who cannot be entered. Ask the data protection officer.' },
  'objected-already': { status: 409, fr: 'L’opposition de cette personne est déjà enregistrée.', en: 'This person’s objection is on file already.' },
} as const

export const personErrors = defineErrors(personCatalogue)
