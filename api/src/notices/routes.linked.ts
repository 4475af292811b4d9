import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { examples } from './examples.ts'
import { noticeOfLink } from './linked.ts'
import { LinkedNotice } from './schemas.ts'

/** The notice, for whoever holds a private link and has not answered yet. */
export async function linkedNoticeRoutes(app: App): Promise<void> {
  app.get('/linked-notice', operation({ id: 'getLinkedNotice', tag: 'notices', summary: 'The notice to read before answering by a private link', description: 'Sent with `Authorization: Link ` and the secret of the link. Reading it keeps nothing.', access: may.public, response: { 200: LinkedNotice }, problems: [401], example: examples.linked }), (request) =>
    noticeOfLink(app.db, request))
}
