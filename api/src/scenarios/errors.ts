import { defineErrors } from '../errors.ts'

export const scenarioCatalogue = {
  'scenario-not-found': { status: 404, fr: 'Ce scénario n’existe pas, ou vos droits ne le couvrent pas.', en: 'This scenario does not exist, or your rights do not cover it.' },
  'scenario-name-taken': { status: 409, fr: 'Un scénario de ce périmètre, ou d’un périmètre au-dessus ou au-dessous, porte déjà ce nom.', en: 'A scenario of this perimeter, or of one above or below it, has this name already.' },
  'scenario-now': { status: 422, fr: 'Un scénario décrit un avenir : choisissez dans 3 ans ou dans 10 ans.', en: 'A scenario tells of a future: choose in 3 years or in 10 years.' },
  'scenario-unknown': { status: 422, fr: 'Aucun scénario « {name} » ne s’applique ici à cet horizon : créez-le d’abord.', en: 'No scenario “{name}” applies here at this horizon: create it first.' },
  'scenario-without-horizon': { status: 422, fr: 'Un scénario se lit à un horizon : aujourd’hui n’en a pas.', en: 'A scenario is read at a horizon: today has none.' },
  'scenario-used-later': { status: 409, fr: 'Des énoncés sont rattachés à ce scénario à un horizon plus lointain : il ne peut pas s’arrêter avant.', en: 'Statements are tied to this scenario at a later horizon: it cannot end before them.' },
  'scenario-in-use': { status: 409, fr: 'Ce scénario porte {n} énoncés ou campagnes : il ne se supprime pas.', en: 'This scenario has {n} statements or rounds: it cannot be removed.' },
} as const

export const scenarioErrors = defineErrors(scenarioCatalogue)
