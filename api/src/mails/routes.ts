import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { cancelMail, retryMail } from './commands.ts'
import { mailErrors } from './errors.ts'
import { examples } from './examples.ts'
import { findMail, listMails, summarise } from './queries.ts'
import { MailPage, MailQuery, MailSummary, MailSummaryQuery, MailText } from './schemas.ts'

const tag = 'mails'

export async function mailsRoutes(app: App): Promise<void> {
  app.get('/mails', operation({ id: 'listMails', tag, summary: 'E-mails and what became of them, the newest first', access: may.readMails, query: MailQuery, response: { 200: MailPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listMails(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.get('/mails/summary', operation({ id: 'getMailSummary', tag, summary: 'Whether mails can leave, and how many wait', access: may.readMails, query: MailSummaryQuery, response: { 200: MailSummary }, example: examples.summary }), async (request) =>
    ({ configured: app.config.smtpUrl !== undefined, from: app.config.mailFrom, ...(await summarise(app.db, request.reach, request.query.objectId)) }))

  app.get('/mails/:id', operation({ id: 'getMail', tag, summary: 'One e-mail with its text, without its private link', access: may.readMails, params: idParams, response: { 200: MailText }, example: examples.one }), async (request, reply) => {
    const mail = await findMail(app.db, request.params.id, request.reach)
    if (!mail) throw mailErrors['mail-not-found']()
    return sendVersioned(request, reply, mail)
  })

  app.post('/mails/:id/retry', operation({ id: 'retryMail', tag, summary: 'Try an e-mail again at once', access: may.manageMails, params: idParams, response: { 200: MailText }, example: examples.retry }), async (request, reply) => {
    await write(request, reply, async (tx) => {
      const mail = await retryMail(tx, request, request.params.id)
      return { body: mail, version: mail.version }
    })
    app.jobs.wake()
  })

  app.post('/mails/:id/cancel', operation({ id: 'cancelMail', tag, summary: 'Give an e-mail up before it leaves', access: may.manageMails, params: idParams, response: { 200: MailText }, example: examples.cancel }), (request, reply) =>
    write(request, reply, async (tx) => {
      const mail = await cancelMail(tx, request, request.params.id)
      return { body: mail, version: mail.version }
    }))
}
