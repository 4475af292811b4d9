import { fold } from '../ui/match.ts'
import { findTyped, type Named } from './codes.ts'
import type { Choice } from './types.ts'

/** Where the hand is: letters typed so far, whom they may mean, the holder pointed at, and whether it is chosen. */
export interface Hand {
  typed: string
  found: readonly string[]
  at: string | null
  chosen: boolean
  /** Chosen by arrows, Tab or click: stays chosen after a record, so that a walk goes on from there. */
  walking: boolean
  /** Recorded already: a letter then begins the next name, it is no second choice. A digit still corrects. */
  done: boolean
}

export const idle: Hand = { typed: '', found: [], at: null, chosen: false, walking: false, done: false }

/** What is done for the room, each by one sign that no name begins with. */
export type RoomAct = 'clock' | 'owed' | 'commitment' | 'people' | 'read-back'
export const roomKeys: Readonly<Record<string, RoomAct>> = { ',': 'clock', ';': 'owed', ':': 'commitment', '*': 'people', '=': 'read-back' }

export type Act =
  | { kind: 'record'; holderId: string; choice: Choice }
  | { kind: 'words'; holderId: string }
  | { kind: 'point'; step: 1 | -1 }
  | { kind: 'undo' | 'reword' | 'new-point' | 'help' | 'nobody' | RoomAct }

export interface Pressed {
  key: string
  code: string
  shift: boolean
  /** Ctrl, or Command. */
  control: boolean
  alt: boolean
}

export interface Room {
  holders: readonly Named[]
  codes: ReadonlyMap<string, string>
  columns: number
}

/** What comes of a key: the hand after it, what to do, and whether the key was ours. */
export interface Outcome {
  hand: Hand
  act?: Act
  handled: boolean
}

export const valueKeys = [-2, -1, 0, 1, 2] as const
export const choices: Readonly<Record<string, Choice>> = {
  ...Object.fromEntries(valueKeys.map((value, index) => [String(index + 1), { state: 'stated', value } satisfies Choice])),
  a: { state: 'abstained', value: null },
  n: { state: 'no_answer', value: null },
  l: { state: 'left_before', value: null },
}

const ours = (hand: Hand, act?: Act): Outcome => ({ hand, handled: true, ...(act ? { act } : {}) })
const notOurs = (hand: Hand): Outcome => ({ hand, handled: false })

/** Points at a holder, as a click or the focus does. */
export const pointAt = (holderId: string): Hand => ({ typed: '', found: [], at: holderId, chosen: true, walking: true, done: false })

/** The whole keyboard of the recording screen, without a side effect. */
export function press(hand: Hand, key: Pressed, room: Room): Outcome {
  if (key.control) return fold(key.key) === 'z' && !key.shift && !key.alt ? ours({ ...idle, at: hand.at }, { kind: 'undo' }) : notOurs(hand)
  if (key.alt) return notOurs(hand)
  if (key.key === '?') return ours(hand, { kind: 'help' })
  if (key.key === '+') return ours(hand, { kind: 'new-point' })
  const forRoom = roomKeys[key.key]
  if (forRoom) return ours(hand, { kind: forRoom })
  if (key.key.length > 1) return pressNamed(hand, key, room)
  return pressCharacter(hand, key, room)
}

function pressNamed(hand: Hand, key: Pressed, room: Room): Outcome {
  switch (key.key) {
    case 'PageDown': return ours(idle, { kind: 'point', step: 1 })
    case 'PageUp': return ours(idle, { kind: 'point', step: -1 })
    case 'Escape': return hand.typed || hand.chosen || hand.at ? ours(idle) : notOurs(hand)
    case 'Backspace': return hand.typed ? ours(search(hand.typed.slice(0, -1), room)) : notOurs(hand)
    case 'Enter': return pressEnter(hand)
    case 'Tab': return hand.found.length > 1 ? ours(walk(hand, key.shift ? -1 : 1, room)) : notOurs(hand)
    case 'ArrowLeft': case 'ArrowRight': {
      const step = key.key === 'ArrowRight' ? 1 : -1
      return hand.chosen || hand.found.length > 0 ? ours(walk(hand, step, room)) : ours(idle, { kind: 'point', step })
    }
    case 'ArrowDown': return ours(walk(hand, hand.found.length > 1 ? 1 : room.columns, room))
    case 'ArrowUp': return ours(walk(hand, hand.found.length > 1 ? -1 : -room.columns, room))
    case 'Home': return room.holders[0] ? ours(pointAt(room.holders[0].id)) : notOurs(hand)
    case 'End': return pointAtLast(hand, room)
    default: return notOurs(hand)
  }
}

function pointAtLast(hand: Hand, room: Room): Outcome {
  const last = room.holders.at(-1)
  return last ? ours(pointAt(last.id)) : notOurs(hand)
}

/** Several candidates: takes the one pointed at. Else: the words of the chosen one, or of the last recorded. */
function pressEnter(hand: Hand): Outcome {
  if (hand.at === null) return notOurs(hand)
  if (!hand.chosen && hand.typed) return ours({ ...idle, at: hand.at, chosen: true })
  return ours(hand, { kind: 'words', holderId: hand.at })
}

/** The holder whom a choice would be for: the chosen one, or the only one that the letters may mean. */
export const targetOf = (hand: Hand): string | null => (hand.chosen ? hand.at : hand.found.length === 1 ? (hand.found[0] ?? null) : null)

function pressCharacter(hand: Hand, key: Pressed, room: Room): Outcome {
  const target = targetOf(hand)
  const digit = digitOf(key, target !== null)
  if (digit) return record(hand, choices[digit], target)
  const letter = fold(key.key).slice(0, 1)
  if (!/^[a-z]$/.test(letter)) return notOurs(hand)
  if (letter === 'w' && (key.shift || hand.typed === '') && (key.shift || hand.chosen || findTyped('w', room.holders, room.codes).length === 0)) return ours(hand, { kind: 'reword' })
  if (hand.chosen && !hand.done && choices[letter]) return record(hand, choices[letter], target)
  const more = search(hand.chosen ? letter : hand.typed + letter, room)
  if (more.at !== null) return ours(more)
  // Letters that lead nowhere: the last one may begin another name.
  const again = search(letter, room)
  return again.at !== null ? ours(again) : ours({ ...idle }, { kind: 'nobody' })
}

/** 1–5 by what the key writes or by where it stands: the top row of a French keyboard writes & é " ' ( without Shift. */
function digitOf(key: Pressed, hasTarget: boolean): string | null {
  if (/^[1-5]$/.test(key.key)) return key.key
  const place = /^Digit([1-5])$/.exec(key.code)?.[1] ?? null
  const writesLetter = /^\p{L}$/u.test(key.key)
  return place !== null && (hasTarget || !writesLetter) ? place : null
}

function record(hand: Hand, choice: Choice | undefined, holderId: string | null): Outcome {
  if (!choice || holderId === null) return ours(hand, { kind: 'nobody' })
  const after: Hand = hand.walking ? { ...hand, typed: '', found: [], done: true } : { ...idle, at: holderId }
  return ours(after, { kind: 'record', holderId, choice })
}

/** Two letters that mean one holder choose it; one letter only shows whom it may mean. */
function search(typed: string, room: Room): Hand {
  const found = findTyped(typed, room.holders, room.codes)
  const chosen = typed.length >= 2 && found.length === 1
  const at = found[0] ?? null
  return chosen ? { ...idle, at, chosen } : { ...idle, typed, found, at }
}

/** Walks among the candidates, in a circle; else over the grid, stopping at its edges. */
function walk(hand: Hand, step: number, room: Room): Hand {
  const ids = hand.found.length > 1 ? hand.found : room.holders.map((holder) => holder.id)
  const index = hand.at === null ? -1 : ids.indexOf(hand.at)
  if (hand.found.length > 1) {
    const next = ids[(index + step + ids.length) % ids.length] ?? null
    return { ...hand, at: next }
  }
  const wanted = index < 0 ? 0 : index + step
  const next = ids[wanted < 0 || wanted >= ids.length ? index : wanted]
  return next === undefined ? hand : pointAt(next)
}
