import { expect, test } from '@playwright/test'
import { openHouse, type House } from './evening/house.ts'
import { forums, hold, type Held } from './year/dialogues.ts'
import { fourDialogues, YEAR } from './year/facts.ts'
import { decide, evaluate, measure } from './year/follow.ts'
import { adopt, meet, seat, settle, writeProcess, type Year } from './year/prepare.ts'
import { report } from './year/report.ts'

test.use({ trace: 'off' })

test('the founding year: process, map, forums, steering committee, four dialogues, commitments, indicators, evaluation, and its report as a director signs it', async ({ browser }) => {
  test.setTimeout(400_000)
  const house = await openHouse(browser)
  try {
    await wholeYear(house)
    expect(house.faults).toEqual([])
  } finally {
    await house.close()
  }
})

async function wholeYear(house: House): Promise<void> {
  const { step } = test
  const settled = await settle(house)
  const processId = await step('the process is started from the ready model of the standard', () => writeProcess(settled, house.address))
  const seated = await step('nine directors and two elected; seventy staff and twenty elected', () => seat(settled))
  await step('the forums', () => forums(settled, seated.forumId))
  const meetingId = await step('the committee meets with its quorum', () => meet(settled, seated.bodyId, [...seated.directors.slice(0, 6), ...seated.elected], seated.directors.slice(6)))
  const planId = await step('the plan is adopted by the committee', () => adopt(settled, house.address))
  const year: Year = { ...settled, processId, planId, bodyId: seated.bodyId, forumId: seated.forumId, meetingId }
  const held = new Map<string, Held>()
  await step('the four dialogues', async () => {
    for (const dialogue of await fourDialogues()) held.set(dialogue.id, await hold(year, dialogue))
  })
  const commitmentId = await step('decided and promised', () => decide(year, held, seated.bodyId))
  await step('measured', () => measure(year, house.address, commitmentId))
  await step('evaluated by those who came', () => evaluate(house, year, meetingId))
  await step('each dialogue shows where it stands', async () => {
    await year.page.goto(`${house.address}/dialogue/actions/${held.get('agences')?.activityId}`)
    await expect(year.page.getByRole('heading', { level: 1, name: 'Nouveau concept d’agences' })).toBeVisible()
    const standing = await year.staff.read<{ recorded: number; missing: number }>(`activities/${held.get('agences')?.activityId}/conformity`)
    expect(standing.recorded).toBeGreaterThan(10)
  })
  await step('the figures of the year are those that were lived', async () => {
    const figure = (name: string) => year.staff.read<{ value: number; numerator: number | null; denominator: number | null }>(`measures/${name}?from=${YEAR.from}&to=${YEAR.to}&perimeterId=${year.perimeterId}`)
    expect((await figure('sessions_held')).value).toBe(6)
    expect(await figure('commitments_kept_rate')).toMatchObject({ numerator: 1, denominator: 2 })
    expect((await figure('body_meetings_with_quorum_rate')).value).toBe(100)
  })
  await step('the report', () => report(house, year))
}
