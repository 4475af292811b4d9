/**
 * What readers are told in words. A text that stands in the answer of an operation that a reader may call is kept from readers by its schema (`kept`), or named
 * here; a new one is in neither and the gate of the fields fails until somebody decides.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Names that tell of things, of what was said in a session, or who holds an office: open on any noun. */
export const openTexts = words(`
  above action activityTitle actor addedByName adoptedOn after agreed agreedWith agreement aim alternative approvedAtTitle approvedBy approvedByName approvedOn asOf at authorName axis
  balance before below body bodyName by categoryLabelEn categoryLabelFr changeText changedByName check city clause code codes college collegeLabel colour conclusion condition confirmedBy confirmedOn
  consensus correctionsUntil counterpart counterpartName createdByName criterionCode criterionEn criterionFr day decidedBy decision definition description detail digest disclosure doer doerName doneByName
  edenAckermann en endOn evidence evidenceName evidenceType evidenceUrl externalId facilitator facilitatorName facilitatorQualifiedUntil failure failureText field figure fileName former formula formulaTitle
  fr framework from frozenByName group guidance holder holderName icon id impactReference impactTitle internalNow internalThen introduction issues key kindText label labelEn labelFr lastSessionOn mandate
  mandateRole measure mediaType meeting meetingTitle message method methods name nameEn nextCursor nextStep number objectType objective of opposed options organisation outline owner ownerName
  ownerStakeholderName ownerUserName part perimeter perimeterName periodEnd periodStart personName personRole phase place planTitle pointReference pointTitle previousTitle principle processTitle progressAction
  proxyName purpose question questionEn questionFr questionnaireTitle questions raterName recordedBy recordedByName reference relayName representedBy reservation resources responsible result reverseEn reverseFr
  reviewedByName reviewedOn risk role roundTitle rule scenario scope screen sessionTitle shortLabel signatory since skill source sourceName speaker speakerName speakerRole speaksFor stakeholderName
  stakeholderNow stakeholderThen standardCodes startOn stateText statement status statusText stepTitle strategy subject subjectLabel subtitle successCriteria summary svg tags targetTitle text texts timeZone title
  to trainer treatment type unit unitText userName validatedByName value videoUrl voice voiceName website why wording words
`)

/** Names under which private words or addresses may stand: open only on the nouns listed beside them, each with its ground. */
export const SENSITIVE = /note|reason|comment|remark|e-?mail|phone|mobile|address|contact|lesson|password|secret|token|userAgent|^ip$/i

export const openOf: Readonly<Record<string, string>> = {
  'Me.email': 'One’s own',
  'SignIn.userAgent': 'One’s own',
  'Stakeholder.firstContactOn': 'A day: the clock of the notice runs from it',
  'Stakeholder.lastContactOn': 'A day, without who or what',
  'Activity.cancelReason': 'Why the plan changed',
  'Activity.lessons': 'What the plan learnt, for all who read it',
  'Activity.levelReason': 'Why this level of engagement was chosen',
  'AudienceMember.reason': 'Why an organisation is in the audience',
  'BoardPosition.reason': 'Said in the session for the record',
  'Body.ceasedReason': 'Why a body ended',
  'BodyMember.endReason': 'Why a seat became free',
  'ClassCutoffs.reason': 'Why the rule changed',
  'CriterionVersion.reason': 'Why the scale changed',
  'EditionBlockContent.reason': 'Why a figure is withheld',
  'FormulaVersion.reason': 'Why the formula changed',
  'PairComparison.reason': 'Why a figure is missing',
  'CellScore.reason': 'Empty for whom may not see who scored',
  'Commitment.stateReason': 'Given with the state of the commitment',
  'CommitmentEvent.reason': 'Given with the state of the commitment',
  'ConvergenceItem.reason': 'Why a figure is missing',
  'EditionBlockContent.note': 'Printed in the report',
  'EditionBlockContent.stateReason': 'Printed in the report',
  'HeldStatement.reason': 'Said in the session for the record',
  'ImpactAssessment.reason': 'Empty of whose it is for whom may not see it',
  'IndicatorValue.note': 'How the value was made, printed with it',
  'IndicatorValue.restatementReason': 'Why the value was restated, printed with it',
  'MactorInfluence.reason': 'Ground of an analysis of organisations; no person is an actor there',
  'MactorStance.reason': 'Ground of an analysis of organisations; no person is an actor there',
  'MinutesContent.note': 'Stands in the minutes',
  'MinutesContent.reason': 'Stands in the minutes',
  'Outcome.reason': 'Given with the decision',
  'PairComparison.firstReason': 'Said in the session for the record',
  'PairComparison.secondReason': 'Said in the session for the record',
  'PointConvergence.reason': 'Why a figure is missing',
  'PointVersion.reason': 'Why the wording changed',
  'Position.reason': 'Said in the session for the record',
  'RankExplanation.reason': 'Empty for whom may not see who scored',
  'Ranking.adoptionReason': 'Why the ranking was adopted',
  'ReadBack.note': 'Said in the session for the record',
  'Score.reason': 'Empty for whom may not see who scored',
  'SelfAssessment.reason': 'Ground of the self-assessment, printed with it',
  'SheetPosition.reason': 'Said in the session for the record',
  'StepMark.note': 'Evidence of the process, for all who read it',
  'Task.note': 'What the task asks, for all who read it',
  'Thresholds.reason': 'Why the rule changed',
}
