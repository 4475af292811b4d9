import { computed, ref, watch, type Ref } from 'vue'
import { answeredOf, type Answers, cell, type Criterion, nextOpen, type Subject } from './desk.ts'
import type { Sheet } from './store.ts'

export type Mode = 'stakeholder' | 'criterion'
export interface Row { key: string; stakeholder: Subject; criterion: Criterion }

/** Rows drawn at once when one criterion is asked of many. */
const DRAWN = 40

/** Which page of the desk is open and which question the hand is on: a page is a stakeholder, or a criterion. */
export function useDesk(sheet: Sheet, answers: Answers, mode: Ref<Mode>, words: { subject: (s: Subject) => string; criterion: (c: Criterion) => string }) {
  const page = ref(0)
  const row = ref(0)
  const drawn = ref(DRAWN)

  const pages = computed(() =>
    mode.value === 'stakeholder'
      ? sheet.stakeholders.map((s) => ({ id: s.id, label: s.name, hint: words.subject(s), done: answeredOf(answers, [s], sheet.criteria), of: sheet.criteria.length }))
      : sheet.criteria.map((c) => ({ id: c.criterionId, label: words.criterion(c), hint: '', done: answeredOf(answers, sheet.stakeholders, [c]), of: sheet.stakeholders.length })),
  )
  const rows = computed<Row[]>(() => {
    const stakeholder = sheet.stakeholders[page.value]
    const criterion = sheet.criteria[page.value]
    if (mode.value === 'stakeholder') return stakeholder ? sheet.criteria.map((c) => ({ key: cell(stakeholder.id, c.criterionId), stakeholder, criterion: c })) : []
    return criterion ? sheet.stakeholders.map((s) => ({ key: cell(s.id, criterion.criterionId), stakeholder: s, criterion })) : []
  })
  const shown = computed(() => rows.value.slice(0, drawn.value))
  const expected = computed(() => sheet.stakeholders.length * sheet.criteria.length)
  const done = computed(() => pages.value.reduce((n, p) => n + p.done, 0))
  const complete = computed(() => pages.value[page.value]?.done === pages.value[page.value]?.of)

  const firstOpen = (): number => Math.max(0, rows.value.findIndex((r) => !answers.has(r.key)))
  function go(index: number): void {
    if (index < 0 || index >= pages.value.length) return
    page.value = index
    drawn.value = DRAWN
    row.value = firstOpen()
    draw()
  }
  const goTo = (id: string): void => go(pages.value.findIndex((p) => p.id === id))
  /** The next page with a question open, in a circle; false when there is none. */
  function goOn(): boolean {
    const next = nextOpen(pages.value.length, page.value, (i) => (pages.value[i]?.done ?? 0) < (pages.value[i]?.of ?? 0))
    if (next < 0) return false
    go(next)
    return true
  }
  function move(step: 1 | -1): void {
    row.value = Math.min(rows.value.length - 1, Math.max(0, row.value + step))
    draw()
  }
  /** After an answer the hand goes to the next question of the page that is still open. */
  function advance(): void {
    const next = nextOpen(rows.value.length, row.value, (i) => !answers.has(rows.value[i]?.key ?? ''))
    if (next >= 0) row.value = next
    draw()
  }
  const draw = (): void => {
    while (drawn.value <= row.value) drawn.value += DRAWN
  }
  watch(mode, () => {
    page.value = Math.max(0, pages.value.findIndex((p) => p.done < p.of))
    drawn.value = DRAWN
    row.value = firstOpen()
  }, { immediate: true })

  return { page, row, pages, rows, shown, expected, done, complete, go, goTo, goOn, move, advance, more: () => (drawn.value += DRAWN) }
}
