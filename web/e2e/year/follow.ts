import { expect } from '@playwright/test'
import type { House } from '../evening/house.ts'
import type { Held } from './dialogues.ts'
import { at } from './facts.ts'
import type { Identified, Year } from './prepare.ts'

type Following = Pick<Year, 'staff' | 'perimeterId' | 'holders'>

/** What was decided on each dialogue, and what was promised, kept and said to be done. */
export async function decide({ staff, holders }: Following, held: Map<string, Held>, bodyId: string): Promise<string> {
  const pointOf = (dialogue: string, index: number): string => held.get(dialogue)?.points[index]?.id ?? ''
  await staff.send('outcomes', { pointId: pointOf('mois-gratuits', 0), kind: 'not_retained', statement: 'Les mois gratuits ne sont pas proposés.', reason: 'Le manque à gagner serait supporté par l’ensemble des adhérents.', decidedBy: 'Commission des garanties', decidedOn: '2012-06-05' })
  await staff.send('outcomes', { pointId: pointOf('agences', 1), kind: 'retained', statement: 'L’information en agence devient accessible à tous.', decidedBy: 'Comité de pilotage', bodyId, decidedOn: '2012-05-15' })
  const kept = await staff.send<Identified>('commitments', { statement: 'Équiper les agences de bornes audio-interactives et d’amplificateurs sonores', owner: 'Direction du réseau', counterpartId: holders.get('adherents'), pointId: pointOf('agences', 1), madeOn: '2012-05-15', dueOn: '2012-11-30' })
  await staff.send(`commitments/${kept.id}/events`, { kind: 'done', at: at('2012-11-20'), evidenceName: 'Recette du déploiement', evidenceUrl: 'https://example.org/recette' })
  await staff.send('commitments', { statement: 'Publier chaque année le bilan des accords d’entreprise', owner: 'Direction des ressources humaines', counterpartId: holders.get('representants-personnel'), pointId: pointOf('fusion-sociale', 3), madeOn: '2012-09-18', dueOn: '2012-12-15' })
  return kept.id
}

/** A figure that the document gives, collected on its own evidence, validated and frozen; the screen shows it frozen. */
export async function measure({ staff, perimeterId, page }: Following & Pick<Year, 'page'>, address: string, commitmentId: string): Promise<string> {
  const indicator = await staff.send<Identified>('indicators', { title: 'Opticiens conventionnés', definition: 'Opticiens signataires de la charte de qualité au dernier jour de l’année.', formula: 'Nombre de conventions en vigueur', unit: 'opticiens', source: 'collected', frequency: 'yearly', aggregation: 'last', perimeterId, commitmentIds: [commitmentId] })
  const value = await staff.send<Identified>(`indicators/${indicator.id}/values`, { perimeterId, periodStart: '2012-01-01', value: 4200, note: 'Plus de 4 200 selon le document', evidenceName: 'Document fondateur', status: 'submitted' })
  await staff.send(`indicators/${indicator.id}/values/${value.id}/validate`, {})
  await staff.send(`indicators/${indicator.id}/values/${value.id}/freeze`, {})
  await page.goto(`${address}/rapport/indicateurs/${indicator.id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Opticiens conventionnés' })).toBeVisible()
  await expect(page.getByText(/4\s200/).first()).toBeVisible()
  return indicator.id
}

/** The committee is asked what it thought of its meeting: six answer by their private links, one of them on the screen. */
export async function evaluate(house: House, { staff }: Following, sessionId: string): Promise<void> {
  const { items: [questionnaire] } = await staff.read<{ items: { id: string; questions: { id: string; kind: string }[] }[] }>('questionnaires?limit=1')
  const evaluation = await staff.send<Identified>('evaluations', { questionnaireId: questionnaire?.id, sessionId })
  await staff.send(`evaluations/${evaluation.id}/opening`, {})
  const { items: links } = await staff.send<{ items: { secret: string }[] }>(`evaluations/${evaluation.id}/links`, {})
  const [first, ...others] = links.slice(0, 6)
  const stranger = await house.stranger({ viewport: { width: 390, height: 844 } })
  await stranger.goto(`${house.address}/questionnaire#${first?.secret}`)
  await expect(stranger.getByRole('heading', { name: 'Qu’en avez-vous pensé ?' })).toBeVisible({ timeout: 30_000 })
  for (const question of await stranger.getByRole('group').filter({ has: stranger.getByRole('radio') }).all()) await question.locator('label').last().click()
  await stranger.getByRole('button', { name: 'Envoyer mes réponses' }).click()
  await expect(stranger.getByRole('heading', { name: 'Merci' })).toBeVisible()
  const scales = (questionnaire?.questions ?? []).filter((question) => question.kind === 'scale')
  const required = (questionnaire?.questions ?? []).filter((question) => question.kind !== 'text')
  expect(scales.length).toBeGreaterThan(0)
  for (const link of others) {
    const answer = await house.caller.post(`${house.address}/api/v1/evaluation/answers`, { headers: { authorization: `Link ${link.secret}` }, data: { answers: required.map((question) => ({ questionId: question.id, value: question.kind === 'scale' ? 4 : 1 })) } })
    expect(answer.status(), await answer.text()).toBeLessThan(300)
  }
  await staff.send(`evaluations/${evaluation.id}/closing`, {})
  const results = await staff.read<{ asked: number; answered: number; withheld: string | null }>(`evaluations/${evaluation.id}/results`)
  expect(results).toMatchObject({ asked: 8, answered: 6, withheld: null })
}
