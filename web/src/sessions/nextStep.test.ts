import { describe, expect, it } from 'vitest'
import type { Invitation } from '../invitations/types.ts'
import { stepsOf } from './nextStep.ts'
import type { Board } from './types.ts'

const now = new Date('2026-11-20T09:00:00Z')
const board = (session: object = {}, agenda: unknown[] = [{}]) => ({ session: { status: 'planned', startsAt: '2026-12-01T09:00:00Z', facilitatorId: 'u', ...session }, agenda }) as unknown as Board
const invited = (more: Partial<Invitation> = {}) => ({ status: 'registered', role: 'participant', sentAt: '2026-11-10T09:00:00Z', hasAddress: true, lastMail: { id: 'm', kind: 'invitation', status: 'sent', at: '' }, told: true, ...more }) as Invitation
const keys = (b: Board, rows: Invitation[]) => stepsOf(b, rows, now).map((s) => [s.key, s.n])

describe('the next step of a session', () => {
  it.each<[string, Board, Invitation[], [string, number][]]>([
    ['an empty one wants an agenda, then guests', board({ facilitatorId: null }, []), [], [['agenda', 0], ['invite', 0], ['facilitator', 0]]],
    ['those not written to yet', board(), [invited({ sentAt: null, lastMail: null })], [['send', 1]]],
    ['a change that nobody was told of comes first', board({}, []), [invited({ told: false })], [['announce', 1], ['agenda', 0]]],
    ['who did not answer', board(), [invited({ status: 'invited' }), invited()], [['silent', 1]]],
    ['an address that was refused, and none at all', board(), [invited({ lastMail: { id: 'm', kind: 'invitation', status: 'parked', at: '' } }), invited({ sentAt: null, hasAddress: false, lastMail: null })], [['refused', 1], ['unreachable', 1]]],
    ['all is ready', board(), [invited()], [['wait', 0]]],
    ['the day has come', board({ startsAt: '2026-11-20T14:00:00Z' }), [invited()], [['open', 0]]],
    ['a cancelled one is only announced', board({ status: 'cancelled' }, []), [invited({ told: false }), invited()], [['announce', 1]]],
    ['an open one has none', board({ status: 'open' }), [], []],
  ])('%s', (_, b, rows, steps) => expect(keys(b, rows)).toEqual(steps))
})
