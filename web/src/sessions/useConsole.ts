import { computed, nextTick, ref, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSession } from '../auth/store.ts'
import { nextOwed, owedPlaces, type Place } from '../room/owed.ts'
import { codesOf } from './codes.ts'
import { type Act, type Hand, idle, pointAt, press, targetOf } from './keys.ts'
import { columnsFor, isHere, keyOf } from './model.ts'
import type { Board, BoardHolder, BoardPoint, Choice, Words } from './types.ts'
import type { Recorder } from './useRecorder.ts'

/** Which holder's words are open, which dialog, where the hand is: the state of the recording screen and what its keys do. */
export function useConsole(board: ComputedRef<Board>, recorder: Recorder, place: Ref<number>, columnsShown: Ref<number | null>, room: Record<'clock' | 'read-back', () => void>) {
  const { t } = useI18n()
  const hand = ref<Hand>(idle)
  const said = ref('')
  const wording = ref<string | null>(null)
  const dialog = ref<'help' | 'reword' | 'new-point' | 'commitment' | 'people' | null>(null)

  // The board is another with each key; who is in the room, and the letters that choose them, only change with its list of holders.
  const everybody = computed(() => board.value.holders)
  const holders = computed(() => everybody.value.filter(isHere))
  const codes = computed(() => codesOf(holders.value))
  const points = computed(() => board.value.points)
  const point = computed<BoardPoint | undefined>(() => points.value[Math.min(place.value, points.value.length - 1)])
  const columns = computed(() => columnsShown.value ?? columnsFor(holders.value.length))
  const owed = computed(() => owedPlaces(board.value.session.reasonRule, points.value, holders.value, recorder.cellOf))
  const filling = ref(false)
  const holderOf = (id: string): BoardHolder | undefined => holders.value.find((h) => h.id === id)

  /** The reader of the screen hears whom the letters mean. */
  const spoken = (now: Hand): string | null => (now.chosen ? t('sessions.console.chosen', { name: nameAt(now) }) : now.found.length > 1 ? t('sessions.console.candidates', { n: now.found.length, name: nameAt(now) }, now.found.length) : null)
  const nameAt = (now: Hand): string => (now.at ? (holderOf(now.at)?.name ?? '') : '')

  function onKey(event: KeyboardEvent): void {
    const outcome = press(hand.value, { key: event.key, code: event.code, shift: event.shiftKey, control: event.ctrlKey || event.metaKey, alt: event.altKey }, { holders: holders.value, codes: codes.value, columns: columns.value })
    hand.value = outcome.hand
    if (outcome.handled) event.preventDefault()
    if (outcome.act) run(outcome.act)
    else if (outcome.handled) said.value = spoken(outcome.hand) ?? said.value
    if (outcome.hand.chosen && outcome.hand.walking && !wording.value && !dialog.value) focusCell(outcome.hand.at)
  }

  function run(act: Act): void {
    // By a workshop pass positions and presences are recorded; the rest is the facilitator's.
    if (useSession().passFor && ['reword', 'new-point', 'commitment', 'read-back'].includes(act.kind)) return void (said.value = t('passes.notHere'))
    switch (act.kind) {
      case 'record': return choose(act.holderId, act.choice)
      case 'words': return openWords(act.holderId)
      case 'point': return goTo(place.value + act.step)
      case 'undo': return undo()
      case 'nobody': return void (said.value = t('sessions.console.nobody'))
      case 'reword': return void (point.value && (dialog.value = 'reword'))
      case 'clock':
      case 'read-back': return room[act.kind]()
      case 'owed': return fillNext(null)
      default: dialog.value = act.kind
    }
  }

  function choose(holderId: string, choice: Choice): void {
    const holder = holderOf(holderId)
    if (!holder || !point.value) return
    recorder.record(point.value, holder, choice)
    said.value = t('sessions.console.recorded', { name: holder.name, position: t(`common.position.${keyOf(choice)}`) })
    if (choice.state === 'left_before') recorder.setLeft(holder, true)
  }

  /** A choice by the mouse: for the one chosen. */
  function chooseForTarget(choice: Choice): void {
    const target = targetOf(hand.value)
    if (target) choose(target, choice)
    else said.value = t('sessions.console.nobody')
  }

  function openWords(holderId: string): void {
    if (point.value && recorder.cellOf(point.value, holderId)) wording.value = holderId
    else said.value = t('sessions.console.recordFirst')
  }

  function keepWords(words: Words): void {
    const holder = wording.value ? holderOf(wording.value) : undefined
    if (!holder || !point.value) return closeWords()
    const cell = recorder.cellOf(point.value, holder.id)
    if (cell) recorder.record(point.value, holder, { state: cell.state, value: cell.value }, words)
    said.value = t('sessions.console.wordsKept', { name: holder.name })
    if (filling.value) return fillNext({ pointId: point.value.id, holderId: holder.id })
    closeWords()
  }

  /** Missing reasons one after the other, over all points; with none left, the last holder is where the hand is. */
  function fillNext(from: Place | null): void {
    const next = nextOwed(owed.value, points.value, holders.value, from ?? { pointId: point.value?.id ?? '', holderId: '' }, from)
    filling.value = next !== null
    if (!next) return void (closeWords(), (said.value = t('room.owed.none')))
    place.value = points.value.findIndex((p) => p.id === next.pointId)
    wording.value = next.holderId
  }

  function closeWords(): void {
    filling.value = false
    const back = wording.value
    wording.value = null
    // Said already: the next letters name another holder, and a walk round the table goes on from there.
    const walked = hand.value.walking && hand.value.at === back
    hand.value = walked ? { ...hand.value, done: true } : { ...idle, at: back }
    focusCell(back)
  }

  function undo(): void {
    const entry = recorder.undo()
    if (!entry) return void (said.value = t('sessions.console.nothingToUndo'))
    const holder = holderOf(entry.holderId)
    said.value = t('sessions.console.undone', { name: holder?.name ?? '' })
    if (entry.state === 'left_before' && holder) recorder.setLeft(holder, false)
  }

  function goTo(index: number): void {
    if (index < 0 || index >= points.value.length) return
    place.value = index
    hand.value = idle
    said.value = t('sessions.console.nowPoint', { n: index + 1, total: points.value.length, title: points.value[index]?.title ?? '' })
  }

  const pick = (id: string): void => void (hand.value = pointAt(id))
  /** Reached by Tab or click it is chosen; a focus that only comes back, from a dialogue or from the words, chooses nobody. */
  function onFocus(event: FocusEvent, id: string): void {
    const from = event.relatedTarget instanceof Element ? event.relatedTarget : null
    if (from && !from.closest('[role="dialog"], form') && hand.value.at !== id) pick(id)
  }
  return { hand, said, wording, dialog, holders, codes, points, point, columns, holderOf, onKey, chooseForTarget, keepWords, closeWords, openWords, goTo, pick, onFocus, owed, fillNext }
}

const focusCell = (id: string | null): void => void nextTick(() => document.querySelector<HTMLElement>(`[data-holder="${id ?? ''}"]`)?.focus({ preventScroll: false }))
