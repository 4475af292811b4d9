import type { Language } from '../errors.ts'
import type { DistributionReason } from '../methods/distribution/index.ts'
import type { MactorReason } from '../methods/mactor/index.ts'
import type { RatersReason } from '../methods/raters/index.ts'

export type ReasonCode = RatersReason | MactorReason | DistributionReason | 'no-observation' | 'too-few-categories' | 'missing-score' | 'cut-off-out-of-scale' | 'scales-differ'

/** Why a figure is absent, in words. */
const sentences: Readonly<Record<ReasonCode, Record<Language, string>>> = {
  'fewer-than-two-raters': { fr: 'Il faut au moins deux évaluateurs qui ont coté.', en: 'At least two raters must have scored.' },
  'fewer-than-two-complete-objects': { fr: 'Il faut au moins deux objets cotés par tous les évaluateurs.', en: 'At least two objects must have been scored by every rater.' },
  'no-pairable-values': { fr: 'Aucun objet n’a reçu deux cotes : rien ne peut être comparé.', en: 'No object has two scores: there is nothing to compare.' },
  'no-variation': { fr: 'Toutes les cotes sont les mêmes : le coefficient diviserait par zéro.', en: 'All scores are the same: the coefficient would divide by zero.' },
  'all-tied': { fr: 'Chaque évaluateur met tous les objets à égalité : il n’y a pas d’ordre à comparer.', en: 'Each rater ties every object: there is no order to compare.' },
  'negative-value': { fr: 'Le niveau « ratio » veut des cotes de 0 ou plus.', en: 'The ratio level wants scores of 0 or more.' },
  'too-many-values': { fr: 'Trop de valeurs différentes pour le niveau « ratio ».', en: 'Too many different values for the ratio level.' },
  'no-influence': { fr: 'Aucun acteur n’en influence un autre.', en: 'No actor influences another one.' },
  'no-balance-of-power': { fr: 'Tous les rapports de force sont nuls : ils ne peuvent pas être comparés à leur moyenne.', en: 'Every balance of power is 0: none can be compared to their mean.' },
  'no-shared-objective': { fr: 'Aucun objectif sur lequel deux acteurs aient chacun une position.', en: 'There is no objective on which two actors both hold a position.' },
  'no-positions': { fr: 'Sans positions valuées (mao2), seules les influences sont calculées.', en: 'Without valued positions (mao2), only influences are computed.' },
  'no-score': { fr: 'Personne n’a donné de cote.', en: 'Nobody has given a score.' },
  'fewer-than-three-values': { fr: 'Il faut une échelle d’au moins trois valeurs.', en: 'A scale of at least three values is needed.' },
  'no-observation': { fr: 'Tous les effectifs sont nuls.', en: 'Every count is zero.' },
  'too-few-categories': { fr: 'Trop peu de catégories : trois pour l’accord et la polarisation, deux pour le consensus.', en: 'Too few categories: three for agreement and polarisation, two for consensus.' },
  'missing-score': { fr: 'Aucune cote sur cet axe.', en: 'There is no score on this axis.' },
  'cut-off-out-of-scale': { fr: 'Le seuil n’est plus sur l’échelle du critère : un administrateur doit en fixer un autre.', en: 'The cut-off is no longer on the scale of the criterion: an administrator must set another one.' },
  'scales-differ': { fr: 'Les critères n’ont pas la même échelle : ils ne se comparent pas d’un seul tenant.', en: 'The criteria do not share one scale: they cannot be compared as a whole.' },
}

/** A reason on the wire: path of the absent figure, stable code, and a sentence in the reader's language. */
export interface SaidReason { field: string; code: string; message: string }

/** Reasons of a method in the reader's language. */
export const sayReasons = (reasons: readonly { readonly field: string; readonly code: ReasonCode }[], language: Language): SaidReason[] =>
  reasons.map(({ field, code }) => ({ field, code, message: sentences[code][language] }))
