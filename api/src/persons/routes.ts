import { demoId } from '@convergence/db'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { makeAccessFile } from './access-file.ts'
import { accessPage } from './access-page.ts'
import { erasePerson } from './erasure.ts'
import { requirePerson } from './find.ts'
import { makePortabilityFile, portabilityCsv } from './portability.ts'
import { keepReading, listReadings } from './readings.ts'
import { listRecipients } from './recipients.ts'
import { liftRestriction, objectPerson, restrictPerson } from './restrict.ts'
import { AccessFile, AccessFileQuery, ErasureReceipt, ObjectionReceipt, PersonErasure, PersonObjection, PersonPage, PersonRestriction, PersonSearch, PortabilityFile, PortabilityQuery, ReadingPage, ReadingQuery, ReadingsOfQuery, Recipients, RestrictionState } from './schemas.ts'
import { searchPersons } from './search.ts'

const tag = 'persons'
const params = { id: demoId('stakeholder', 'gaspard-villemure') }
const examples = {
  search: { body: { q: 'kervadec', limit: 10 } },
  one: { params },
  erase: { params: { id: demoId('stakeholder', 'isaure-belmontel') }, body: {} },
  restrict: { params: { id: demoId('stakeholder', 'gaspard-villemure') }, body: { reason: 'Exactitude contestée par la personne, vérification en cours' } },
  lift: { params: { id: demoId('stakeholder', 'gaspard-villemure') } },
  object: { params: { id: demoId('stakeholder', 'ysaline-corvoisier') }, body: { reason: 'Opposition écrite reçue de la personne' } },
}

/** What a person may ask of their data: the data protection officer answers. */
export async function personsRoutes(app: App): Promise<void> {
  app.post('/persons/search', operation({ id: 'searchPersons', tag, summary: 'People who are held, removed and restricted ones too', description: 'Reads; changes nothing.', access: may.protect, body: PersonSearch, response: { 200: PersonPage }, example: examples.search }), (request, reply) =>
    searchPersons(request, reply, request.body))

  app.get('/stakeholders/:id/access-file', operation({ id: 'getAccessFile', costly: true, tag, summary: 'All that is held about a person (GDPR 15)', description: 'From every table, with what was mentioned elsewhere, recipients and retention; the names of other people are masked. Keeps a reading.', access: may.protect, params: idParams, query: AccessFileQuery, response: { 200: AccessFile }, problems: [422], example: examples.one }), async (request, reply) => {
    const person = await requirePerson(app.db, request.params.id, request.reach)
    await keepReading(app.db, request, 'access_file', person)
    const file = await makeAccessFile(app.db, person)
    if (request.query.format === 'json') return file
    // Downloaded, so that the page’s own style is not refused by the policy of the API’s answers.
    return reply.type('text/html; charset=utf-8').header('content-disposition', `attachment; filename="donnees-${person.reference}.html"`).serializer((text: string) => text).send(accessPage(file) as never)
  })

  app.get('/stakeholders/:id/portability', operation({ id: 'getPortabilityFile', costly: true, tag, summary: 'What a person gave, to take elsewhere (GDPR 20)', access: may.protect, params: idParams, query: PortabilityQuery, response: { 200: PortabilityFile }, problems: [422], example: examples.one }), async (request, reply) => {
    const person = await requirePerson(app.db, request.params.id, request.reach)
    await keepReading(app.db, request, 'export', person)
    const file = await makePortabilityFile(app.db, person)
    if (request.query.format === 'json') return file
    return reply.type('text/csv; charset=utf-8; header=present').header('content-disposition', `attachment; filename="portabilite-${person.reference}.csv"`).serializer((text: string) => text).send(portabilityCsv(file) as never)
  })

  app.post('/stakeholders/:id/erasure', operation({ id: 'eraseStakeholder', tag, summary: 'Erase a person (GDPR 17)', description: 'Takes identity and words out of every table and leaves rows without identity that figures count; the key of what the audit sealed is destroyed. Cannot be undone, and is done again after a backup is restored. 409 while a legal hold stands.', access: may.protect, params: idParams, body: PersonErasure, response: { 200: ErasureReceipt }, example: examples.erase }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await erasePerson(tx, request, request.params.id, request.body.requestId) })))

  app.post('/stakeholders/:id/restriction', operation({ id: 'restrictStakeholder', tag, summary: 'Restrict the processing of a person’s data (GDPR 18)', description: 'Stored as they are, out of the map, search, lists, exports and computations, and seen by the data protection officer alone.', access: may.protect, params: idParams, body: PersonRestriction, response: { 200: RestrictionState }, example: examples.restrict }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await restrictPerson(tx, request, request.params.id, request.body.reason) })))

  app.delete('/stakeholders/:id/restriction', operation({ id: 'liftRestriction', tag, summary: 'Lift a restriction: the person is back exactly as before', access: may.protect, params: idParams, response: { 200: RestrictionState }, versioned: false, example: examples.lift }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await liftRestriction(tx, request, request.params.id) })))

  app.post('/stakeholders/:id/objection', operation({ id: 'recordObjection', tag, summary: 'Keep a person’s objection (GDPR 21): stops at once', description: 'Restricted, private links revoked, waiting e-mails cancelled; keyed hashes of the name and addresses refuse to enter the person again. Erase next.', access: may.protect, params: idParams, body: PersonObjection, response: { 200: ObjectionReceipt }, example: examples.object }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await objectPerson(tx, request, request.params.id, request.body) })))

  app.get('/stakeholders/:id/readings', operation({ id: 'listReadingsOfStakeholder', tag, summary: 'Who read a person’s sheet, took it out, or made an access file', access: may.protect, params: idParams, query: ReadingsOfQuery, response: { 200: ReadingPage }, problems: [422], example: examples.one }), async (request, reply) => {
    await requirePerson(app.db, request.params.id, request.reach)
    return pageFrom(await listReadings(app.db, { ...request.query, stakeholderId: request.params.id }, request.reach, app.config.secret), { ...request.query, sort: '-at' }, request, reply)
  })

  app.get('/stakeholders/:id/recipients', operation({ id: 'listRecipientsOfStakeholder', tag, summary: 'Who took a person out, and who has to hear of a rectification', access: may.protect, params: idParams, response: { 200: Recipients }, problems: [422], example: examples.one }), async (request) => {
    await requirePerson(app.db, request.params.id, request.reach)
    return { items: await listRecipients(app.db, request.params.id) }
  })

  app.get('/readings', operation({ id: 'listReadingsBetween', tag, summary: 'What an account or key read between two instants', description: 'For a breach: the list of people concerned.', access: may.protect, query: ReadingQuery, response: { 200: ReadingPage }, example: { query: { from: '2026-01-01T00:00:00Z' } } }), async (request, reply) =>
    pageFrom(await listReadings(app.db, request.query, request.reach, app.config.secret), { ...request.query, sort: '-at' }, request, reply))
}
