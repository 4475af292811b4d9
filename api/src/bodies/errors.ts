import { defineErrors } from '../errors.ts'

export const bodyCatalogue = {
  'body-not-found': { status: 404, fr: 'Cette instance n’existe pas, ou vos droits ne la couvrent pas.', en: 'This body does not exist, or your rights do not cover it.' },
  'body-ceases-before-start': { status: 422, fr: 'L’instance cesse avant d’avoir commencé.', en: 'The body ceases before it begins.' },
  'body-cease-unexplained': { status: 422, fr: 'Dites pourquoi l’instance cesse.', en: 'Say why the body ceases.' },
  'body-college-not-found': { status: 404, fr: 'Ce collège n’existe pas dans cette instance.', en: 'This college does not exist in this body.' },
  'body-college-exists': { status: 409, fr: 'L’instance a déjà un collège de ce nom.', en: 'The body already has a college of this name.' },
  'body-college-in-use': { status: 409, fr: 'Des membres siègent ou ont siégé dans ce collège : {count}. Déplacez-les d’abord.', en: 'Members sit or have sat in this college: {count}. Move them first.' },
  'body-college-seats-taken': { status: 409, fr: '{taken} sièges de ce collège sont pourvus : il ne peut pas en compter {seats}.', en: '{taken} seats of this college are filled: it cannot have {seats}.' },
  'body-college-full': { status: 409, fr: 'Le collège « {college} » compte {seats} sièges ; {taken} seraient pourvus en même temps.', en: 'The college “{college}” has {seats} seats; {taken} would be filled at the same time.' },
  'body-member-not-found': { status: 404, fr: 'Ce membre ne siège pas dans cette instance.', en: 'This member does not sit in this body.' },
  'body-member-already': { status: 409, fr: 'Ce membre siège déjà à ce titre pendant ces dates.', en: 'This member already sits in this capacity over these dates.' },
  'body-member-order': { status: 422, fr: 'Le mandat prend fin avant d’avoir commencé.', en: 'The term ends before it begins.' },
  'body-member-mandate': { status: 422, fr: 'Ce mandat n’est pas celui de cette partie prenante, ou ne couvre pas le début de son siège.', en: 'This mandate is not one of this stakeholder, or does not cover the day on which it takes its seat.' },
  'body-member-outside': { status: 422, fr: 'Ces dates sortent de la vie de l’instance.', en: 'These dates lie outside the life of the body.' },
  'body-member-term-open': { status: 409, fr: 'Ce siège n’a pas de terme : il n’y a rien à renouveler.', en: 'This seat has no last day: there is nothing to renew.' },
  'body-member-renewed': { status: 409, fr: 'Ce siège est déjà renouvelé.', en: 'This seat is renewed already.' },
  'body-meeting-not-found': { status: 404, fr: 'Cette séance n’est pas une réunion de cette instance, ou vos droits ne la couvrent pas.', en: 'This session is not a meeting of this body, or your rights do not cover it.' },
  'quorum-meeting-missing': { status: 422, fr: '« {body} » ne décide qu’avec un quorum ({percent} % des sièges pourvus) : dites à quelle réunion elle s’est prononcée.', en: '“{body}” decides with a quorum only ({percent}% of the seats filled): say at which meeting it did.' },
  'quorum-other-body': { status: 422, fr: 'Cette séance n’est pas une réunion de « {body} ».', en: 'This session is not a meeting of “{body}”.' },
  'quorum-meeting-not-held': { status: 409, fr: 'Cette réunion n’a pas eu lieu : son quorum ne se compte pas.', en: 'This meeting has not taken place: its quorum cannot be counted.' },
  'quorum-body-ceased': { status: 409, fr: '« {body} » n’existait pas le jour de cette réunion.', en: '“{body}” did not exist on the day of this meeting.' },
  'quorum-not-reached': { status: 409, fr: '« {body} » n’avait pas le quorum le {day} : {present} sièges présents ou représentés sur {filled} pourvus, il en fallait {required} ({percent} %).', en: '“{body}” had no quorum on {day}: {present} seats present or represented out of {filled} filled, {required} were needed ({percent}%).' },
} as const

export const bodyErrors = defineErrors(bodyCatalogue)
