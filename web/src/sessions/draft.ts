import type { SessionTemplate } from '../session-templates/store.ts'
import { today } from '../ui/format.ts'
import { fieldsOf } from './dates.ts'
import { type EngagementLevel, isLevel, type ReasonRule } from './levels.ts'
import type { Session } from './types.ts'

/** What the form of a session holds; texts as typed, choices as their codes. */
export interface Draft {
  title: string; form: Session['form']; day: string | undefined; from: string; to: string; place: string; videoUrl: string; aim: string; summary: string; perimeterId: string | undefined
  facilitatorId: string | undefined; bodyId: string | undefined; level: string | undefined; rule: ReasonRule; seats: string
}

/** The form as it opens: on a session, or empty with whoever prepares it as its facilitator. */
export function draftOf(session: Session | undefined, own: { perimeterId: string | undefined; userId: string | undefined }): Draft {
  const start = session ? fieldsOf(session.startsAt, session.timeZone) : { day: today(), time: '09:30' }
  const texts = { title: session?.title ?? '', place: session?.place ?? '', videoUrl: session?.videoUrl ?? '', aim: session?.aim ?? '', summary: session?.summary ?? '' }
  return {
    ...texts, form: session?.form ?? 'in_room', day: start.day, from: start.time, to: session?.endsAt ? fieldsOf(session.endsAt, session.timeZone).time : '', perimeterId: session?.perimeterId ?? own.perimeterId,
    facilitatorId: session ? (session.facilitatorId ?? undefined) : own.userId, bodyId: session?.bodyId ?? undefined, level: session?.engagementLevel ?? undefined, rule: session?.reasonRule ?? 'optional', seats: session?.seats ? String(session.seats) : '',
  }
}

/** What a template fills in. */
export const frameOf = (template: SessionTemplate): Pick<Draft, 'aim' | 'form' | 'level' | 'rule' | 'seats'> => ({ aim: template.aim, form: template.form, level: template.engagementLevel ?? undefined, rule: template.reasonRule, seats: template.seats ? String(template.seats) : '' })

/** The form as the server takes it, without its hours. A place means nothing online, a link nothing in a room. */
export function bodyOf(draft: Draft) {
  const seats = Math.round(Number(draft.seats))
  return {
    title: draft.title.trim(), form: draft.form, place: draft.form === 'online' ? '' : draft.place.trim(), videoUrl: draft.form === 'in_room' ? '' : draft.videoUrl.trim(), aim: draft.aim.trim(),
    facilitatorId: draft.facilitatorId ?? null, bodyId: draft.bodyId ?? null, engagementLevel: (isLevel(draft.level) ? draft.level : null) as EngagementLevel | null, reasonRule: draft.rule, seats: draft.seats.trim() === '' || !(seats >= 1) ? null : seats,
  }
}
