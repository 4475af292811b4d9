import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n, setLocale } from '../i18n.ts'
import LinkedView from './LinkedView.vue'
import { answersOf, missingOf } from './linked.ts'

/** The client takes `fetch` as it stands when it is made: the server is put in its place before. */
const server = vi.hoisted(() => {
  const one = { reply: (_request: Request): Promise<Response> => Promise.reject(new Error('no reply')) }
  globalThis.fetch = (request) => one.reply(request as Request)
  return one
})

const question = (id: string, kind: string, required: boolean, options: string[] = []) => ({ id, rank: 1, kind, wording: `Question ${id}`, required, options })
const questions = [question('s', 'scale', true), question('c', 'choice', false, ['court', 'long']), question('t', 'text', false)]
const sheet = { title: 'Séance', startsAt: '2026-10-13T07:30:00.000Z', timeZone: 'Europe/Paris', fictional: true, questionnaire: { title: 'Après', introduction: '', language: 'fr' }, questions, state: 'open', closesAt: null }
const sent: { url: string; secret: string | null; body: unknown }[] = []
let answer: () => Response
let page: VueWrapper

async function open(): Promise<void> {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/questionnaire', component: LinkedView }] })
  await router.push('/questionnaire#le-secret')
  page = mount(LinkedView as never, { attachTo: document.body, global: { plugins: [i18n, router] } }) as VueWrapper
  await flushPromises()
}
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' } })

beforeEach(async () => {
  await setLocale('fr', false)
  sent.length = 0
  answer = () => json({ state: 'answered' })
  vi.stubGlobal('scrollTo', () => undefined)
  Element.prototype.scrollIntoView = () => undefined
  server.reply = async (request) => {
    sent.push({ url: request.url, secret: request.headers.get('authorization'), body: request.method === 'POST' ? await request.json() : null })
    return request.method === 'POST' ? answer() : json(sheet)
  }
})
afterEach(() => {
  page.unmount()
  vi.unstubAllGlobals()
})

describe('the page of a questionnaire', () => {
  it('sends what was answered, with the secret in a header and never in an address, and says thank you', async () => {
    await open()
    await page.findAll('input[type=radio]')[3]?.setValue()
    await page.find('textarea').setValue('  Bien.  ')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(sent.at(-1)?.body).toEqual({ answers: [{ questionId: 's', value: 4, text: '' }, { questionId: 't', value: null, text: 'Bien.' }] })
    for (const one of sent) expect([one.url.includes('le-secret'), one.secret]).toEqual([false, 'Link le-secret'])
    expect(page.find('h1').text()).toBe('Merci')
  })

  it('sends nothing while a required answer is missing, and says where', async () => {
    await open()
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(sent.filter((one) => one.body !== null)).toEqual([])
    expect(page.text()).toContain('Une réponse est attendue ici.')
  })

  it('takes an answer that was kept already for a success: only its first answer was lost', async () => {
    answer = () => json({ type: 'x', title: 'x', status: 409, detail: 'Vous avez déjà répondu.', instance: 'x', code: 'evaluation-answered', traceId: 'x' }, 409)
    await open()
    await page.findAll('input[type=radio]')[0]?.setValue()
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(page.find('h1').text()).toBe('Merci')
  })

  it('keeps what was entered when the server refuses', async () => {
    answer = () => json({ type: 'x', title: 'x', status: 409, detail: 'Cette évaluation est close.', instance: 'x', code: 'evaluation-closed', traceId: 'x' }, 409)
    await open()
    await page.find('textarea').setValue('À garder')
    await page.findAll('input[type=radio]')[0]?.setValue()
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(page.find('[role=alert]').text()).toContain('Cette évaluation est close.')
    expect((page.find('textarea').element as HTMLTextAreaElement).value).toBe('À garder')
  })
})

describe('what is sent', () => {
  it('leaves open questions out and knows which are required', () => {
    const given = { c: { value: 0, text: '' }, t: { value: null, text: '   ' } }
    expect(answersOf(sheet.questions as never, given)).toEqual([{ questionId: 'c', value: 0, text: '' }])
    expect(missingOf(sheet.questions as never, given).map((one) => one.id)).toEqual(['s'])
  })
})
