import { z } from 'zod'
import { isOfficer } from '../persons/find.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createNotice, readNotices, withdrawNotice } from './commands.ts'
import { examples } from './examples.ts'
import { findDue, findSendings, listTemplates, type TemplateRow } from './queries.ts'
import { Notice, NoticeCreate, noticeOf, NoticesDue, NoticesDueQuery, NoticeTemplate, NoticeTemplateCreate, NoticeTemplatePatch, NoticeSendingPage, NoticeTemplates, PersonNotices, SendingsQuery } from './schemas.ts'
import { createNoticeTemplate, patchNoticeTemplate, publishNoticeTemplate, removeNoticeTemplate, requireNoticeTemplate } from './templates.ts'

const tag = 'notices'

/** That people are told of being held here (GDPR 13, 14), and the words that tell them. */
export async function noticesRoutes(app: App): Promise<void> {
  app.get('/notices/due', operation({ id: 'listNoticesDue', tag, summary: 'People still to be told, soonest due first', description: 'Who is overdue is left out of lists, maps and exports until told.', access: may.readPrivacy, query: NoticesDueQuery, response: { 200: NoticesDue }, example: examples.due }), async (request) =>
    findDue(app.db, request.reach, request.query.limit))

  app.get('/stakeholders/:id/notices', operation({ id: 'listNotices', tag, summary: 'Whether a person was told, and how', access: may.readPrivacy, params: idParams, response: { 200: PersonNotices }, problems: [422], example: examples.list }), async (request) =>
    readNotices(app.db, request, request.params.id))

  app.post('/stakeholders/:id/notices', operation({ id: 'createNotice', tag, summary: 'Record that a person was told, need not be, or is covered by the public notice', description: 'sent: channel and a published template, whose words are kept. exempted: ground of article 14(5), reason and review date. public: source, and a sheet without address or free text.', access: may.notify, params: idParams, body: NoticeCreate, response: { 201: Notice }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: await createNotice(tx, request, request.params.id, request.body) })))

  app.post('/stakeholders/:id/notices/:noticeId/withdraw', operation({ id: 'withdrawNotice', tag, summary: 'Take a notice back as recorded by mistake', access: may.notify, params: noticeOf, response: { 200: Notice }, example: examples.withdraw }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await withdrawNotice(tx, request, request.params.id, request.params.noticeId) })))

  app.get('/notice-templates', operation({ id: 'listNoticeTemplates', tag, summary: 'Notice templates, each edition', access: may.readPrivacy, response: { 200: NoticeTemplates } }), async (request) => ({ items: await listTemplates(app.db, request.reach) }))

  app.post('/notice-templates', operation({ id: 'createNoticeTemplate', tag, summary: 'Begin a notice template, or the next edition of one', access: may.notify, body: NoticeTemplateCreate, response: { 201: NoticeTemplate }, problems: [404], example: examples.createTemplate }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createNoticeTemplate(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/notice-templates/${row.id}` }
    }))

  app.get('/notice-templates/:id', operation({ id: 'getNoticeTemplate', tag, summary: 'One notice template', access: may.readPrivacy, params: idParams, response: { 200: NoticeTemplate }, example: examples.template }), async (request, reply) =>
    sendVersioned(request, reply, await requireNoticeTemplate(app.db, request.params.id, request.reach)))

  app.get('/notice-templates/:id/notices', operation({ id: 'listNoticeSendings', tag, summary: 'Whom one edition was sent to, when and how', access: may.readPrivacy, params: idParams, query: SendingsQuery, response: { 200: NoticeSendingPage }, example: examples.sendings }), async (request, reply) => {
    const { id } = await requireNoticeTemplate(app.db, request.params.id, request.reach)
    return pageFrom(await findSendings(app.db, id, request.query, { reach: request.reach, secret: app.config.secret, officer: isOfficer(request.principal) }), request.query, request, reply)
  })

  app.patch('/notice-templates/:id', operation({ id: 'updateNoticeTemplate', tag, summary: 'Write the parts of a draft', access: may.notify, params: idParams, body: NoticeTemplatePatch, response: { 200: NoticeTemplate }, example: examples.patchTemplate }), (request, reply) =>
    write(request, reply, async (tx) => answer(await patchNoticeTemplate(tx, request, request.params.id, request.body))))

  app.delete('/notice-templates/:id', operation({ id: 'deleteNoticeTemplate', tag, summary: 'Drop a draft', description: 'What was published stays.', access: may.notify, params: idParams, response: { 204: z.null() }, example: examples.removeTemplate }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeNoticeTemplate(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/notice-templates/:id/publish', operation({ id: 'publishNoticeTemplate', tag, summary: 'Publish a template: it can be sent, and never changes', description: '422 names each part that the law asks for and that is missing.', access: may.notify, params: idParams, response: { 200: NoticeTemplate }, problems: [422], example: examples.publish }), (request, reply) =>
    write(request, reply, async (tx) => answer(await publishNoticeTemplate(tx, request, request.params.id))))
}

const answer = (row: TemplateRow) => ({ body: row, version: row.version })
