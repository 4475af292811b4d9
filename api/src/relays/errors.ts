import { defineErrors } from '../errors.ts'

export const relayCatalogue = {
  'relay-not-found': { status: 404, fr: 'Ce relais n’existe pas, ou vos droits ne le couvrent pas.', en: 'This relay does not exist, or your rights do not cover it.' },
  'relay-ends-before-start': { status: 422, fr: 'Le relais cesse avant d’avoir commencé.', en: 'The relay ends before it begins.' },
  'relay-ended': { status: 409, fr: 'Ce relais n’est plus en fonction.', en: 'This relay is no longer in office.' },
  'relay-no-address': { status: 422, fr: 'Ce relais n’a pas d’adresse : notez-en une, ou copiez le lien.', en: 'This relay has no address: note one, or copy the link.' },
  'relay-report-not-found': { status: 404, fr: 'Ce compte rendu de relais n’existe pas, ou vos droits ne le couvrent pas.', en: 'This relay report does not exist, or your rights do not cover it.' },
  'relay-report-overlaps': { status: 409, fr: 'Ce relais a déjà rendu compte d’une partie de cette période.', en: 'This relay has reported on a part of this period already.' },
  'relay-report-period': { status: 422, fr: 'La période finit avant de commencer, ou dure plus d’un an.', en: 'The period ends before it begins, or lasts more than a year.' },
  'relay-report-refused': { status: 409, fr: 'L’état de ce compte rendu (« {status} ») ne le permet pas.', en: 'The status of this report ({status}) does not allow it.' },
  'relay-report-empty': { status: 422, fr: 'Dites d’abord où en est au moins une pratique.', en: 'Say first where at least one practice stands.' },
  'progress-action-not-found': { status: 404, fr: 'Cette action de progrès n’existe pas, ou vos droits ne la couvrent pas.', en: 'This progress action does not exist, or your rights do not cover it.' },
} as const

export const relayErrors = defineErrors(relayCatalogue)
