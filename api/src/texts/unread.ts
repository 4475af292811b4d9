const name = 'The name of a person, an organisation or a thing: nothing is said of anybody'
const office = 'A public mandate or a function: P-09 allows it, with its source'
const code = 'A code, a format or a setting'
const secret = 'A secret: it is never read'
const address = 'An address, where an address is what is wanted'
const notice = 'What everybody is told of a processing: it lists categories of data and how to write to the officer'
const own = 'What somebody asked of the officer about their own data, and the answer'
const heading = 'The label of a list or of a column, which tells of no one'

/** Texts that are not read as they are written, by the name of the member, each with the reason; every other text of a body is. */
export const unread: Readonly<Record<string, string>> = {
  name, personName: name, organisation: name, owner: name, doer: name, responsible: name, trainer: name, signatory: name, requester: name, decidedBy: name, approvedBy: name, fileName: name, sourceName: name, evidenceName: name,
  role: office, personRole: office, college: office,
  city: address, place: address, country: address, email: address, website: address, sourceUrl: address, evidenceUrl: address, videoUrl: address, controllerContact: address, dpoContact: address,
  code, icon: code, timeZone: code, scope: code, state: code, error: code, iss: code, figure: code, screen: code, outline: code, standardCodes: code, skill: code, unit: code, formula: code, measure: code, methods: code, period: code, principle: code, kind: code, digest: code, sha256: code, q: code, cursor: code, client_id: code, token_type_hint: code, actors: code, objectives: code,
  password: secret, current: secret, next: secret, client_secret: secret, deviceKey: secret,
  controller: notice, dpo: notice, categories: notice, complaint: notice, legalBasis: notice, legitimateInterest: notice, purposes: notice, recipients: notice, retention: notice, rights: notice,
  details: own, reply: own, identityCheck: own,
  labelFr: heading, labelEn: heading, reverseFr: heading, reverseEn: heading, label: heading, phase: heading,
}
