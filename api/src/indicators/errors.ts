import { defineErrors } from '../errors.ts'

export const indicatorCatalogue = {
  'indicator-not-found': { status: 404, fr: 'Cet indicateur n’existe pas, ou vos droits ne le couvrent pas.', en: 'This indicator does not exist, or your rights do not cover it.' },
  'indicator-value-not-found': { status: 404, fr: 'Cet indicateur n’a pas cette valeur, ou vos droits ne la couvrent pas.', en: 'This indicator has no such value, or your rights do not cover it.' },
  'indicator-collector-not-found': { status: 404, fr: 'Cette collecte n’existe pas sur cet indicateur, ou vos droits ne la couvrent pas.', en: 'This indicator has no such collector, or your rights do not cover it.' },
  'indicator-measure-mismatch': { status: 422, fr: 'Un indicateur automatique nomme sa mesure ; un indicateur collecté n’en a pas.', en: 'An automatic indicator names its measure; a collected one has none.' },
  'indicator-measure-unknown': { status: 422, fr: 'Le catalogue ne connaît pas cette mesure.', en: 'The catalogue has no such measure.' },
  'indicator-target-before-baseline': { status: 422, fr: 'Le jour de la cible précède celui de la référence.', en: 'The day of the target is before that of the baseline.' },
  'indicator-frequency-in-use': { status: 409, fr: 'Des valeurs sont déjà données : la fréquence et le mode de consolidation ne changent plus. Créez un autre indicateur.', en: 'Values are given already: frequency and aggregation change no more. Create another indicator.' },
  'indicator-period-unknown': { status: 422, fr: 'Aucune période de cet indicateur ne commence ce jour ; la plus proche commence le {start}.', en: 'No period of this indicator begins on this day; the nearest begins on {start}.' },
  'indicator-period-not-over': { status: 422, fr: 'Cette période n’est pas terminée : elle court jusqu’au {end}.', en: 'This period is not over: it runs until {end}.' },
  'indicator-perimeter-foreign': { status: 422, fr: 'Cet indicateur ne vaut pas pour ce périmètre.', en: 'This indicator does not apply to this perimeter.' },
  'indicator-parts-missing': { status: 422, fr: 'Cet indicateur est un rapport : donnez le numérateur et le dénominateur, la valeur s’en déduit. Le dénominateur est supérieur à zéro.', en: 'This indicator is a ratio: give numerator and denominator, the value follows. The denominator is above zero.' },
  'indicator-parts-unwanted': { status: 422, fr: 'Cet indicateur n’est pas un rapport : donnez la valeur seule.', en: 'This indicator is no ratio: give the value alone.' },
  'indicator-value-exists': { status: 409, fr: 'Une valeur est déjà donnée pour ce périmètre et cette période : modifiez-la.', en: 'A value is given already for this perimeter and period: change that one.' },
  'indicator-value-frozen': { status: 409, fr: 'Cette valeur est figée : elle ne se modifie plus. Rectifiez-la par une nouvelle valeur, avec sa raison.', en: 'This value is frozen and is never edited. Restate it: a new value that names it, with a reason.' },
  'indicator-value-refused': { status: 409, fr: 'L’état de cette valeur (« {status} ») ne le permet pas.', en: 'The status of this value ({status}) does not allow it.' },
  'indicator-value-restated': { status: 409, fr: 'Cette valeur est déjà rectifiée : rectifiez la dernière rectification, une fois figée.', en: 'This value is restated already: restate the latest restatement, once that is frozen.' },
  'indicator-value-unchanged': { status: 422, fr: 'La rectification répète la valeur figée.', en: 'The restatement repeats the frozen value.' },
  'indicator-evidence-there': { status: 409, fr: 'Cette valeur porte déjà une pièce. Retirez la valeur et donnez-la de nouveau pour en changer.', en: 'This value has a file already. Withdraw the value and give it again to change the file.' },
  'indicator-evidence-not-found': { status: 404, fr: 'Aucun fichier n’est joint à cette valeur.', en: 'No file is attached to this value.' },
  'indicator-not-automatic': { status: 409, fr: 'Cet indicateur est collecté : aucune mesure ne le calcule.', en: 'This indicator is collected: no measure computes it.' },
  'indicator-not-collected': { status: 409, fr: 'Cet indicateur est automatique : sa valeur est relevée, personne ne la saisit.', en: 'This indicator is automatic: its value is taken from the records, nobody enters it.' },
  'indicator-nothing-measured': { status: 422, fr: 'Rien à mesurer sur cette période et ce périmètre : aucune ligne ne compte.', en: 'Nothing to measure over this period and perimeter: no row counts.' },
  'indicator-collector-nobody': { status: 422, fr: 'Dites qui donne la valeur : un relais ou un compte, pas les deux.', en: 'Say who gives the value: a relay or an account, not both.' },
  'indicator-collector-exists': { status: 409, fr: 'Quelqu’un donne déjà cette valeur pour ce périmètre.', en: 'Somebody gives this value for this perimeter already.' },
  'indicator-collector-too-early': { status: 422, fr: 'On ne demande pas de valeur d’avant l’an 2000, ni à partir d’un jour à venir.', en: 'No value is asked for from before the year 2000, nor from a day in the future.' },
} as const

export const indicatorErrors = defineErrors(indicatorCatalogue)
