import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgEnum, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { accessLinks } from './access-links.ts'
import { id, instant, lifecycle, removal } from './columns.ts'
import { perimeters } from './perimeters.ts'
import { activities } from './plans.ts'
import { sessions } from './sessions.ts'
import { stakeholders } from './stakeholders.ts'
import { locale, users } from './users.ts'

export const questionKind = pgEnum('question_kind', ['scale', 'choice', 'yes_no', 'text'])
export const evaluationStatus = pgEnum('evaluation_status', ['draft', 'open', 'closed'])

/** Questionnaire: what participants are asked after a session. */
export const questionnaires = pgTable('questionnaires', {
  id: id(),
  title: text('title').notNull(),
  introduction: text('introduction').notNull().default(''),
  language: locale('language').notNull().default('fr'),
  perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
  ...lifecycle,
  ...removal,
})

export const questionnaireQuestions = pgTable(
  'questionnaire_questions',
  {
    id: id(),
    questionnaireId: uuid('questionnaire_id').notNull().references(() => questionnaires.id, { onDelete: 'cascade' }),
    rank: integer('rank').notNull(),
    kind: questionKind('kind').notNull(),
    wording: text('wording').notNull(),
    required: boolean('required').notNull().default(false),
    /** For `choice`. */
    options: text('options').array().notNull().default([]),
    ...lifecycle,
  },
  (t) => [unique('questionnaire_questions_rank').on(t.questionnaireId, t.rank)],
)

/** Évaluation: a questionnaire put to the participants of a session or of a dialogue. Answers carry no name. */
export const evaluations = pgTable(
  'evaluations',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    questionnaireId: uuid('questionnaire_id').notNull().references(() => questionnaires.id),
    sessionId: uuid('session_id').references(() => sessions.id, { onDelete: 'cascade' }),
    activityId: uuid('activity_id').references(() => activities.id, { onDelete: 'cascade' }),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    status: evaluationStatus('status').notNull().default('draft'),
    opensAt: instant('opens_at'),
    closesAt: instant('closes_at'),
    fictional: boolean('fictional').notNull().default(false),
    ...lifecycle,
    ...removal,
  },
  (t) => [index('evaluations_session').on(t.sessionId), index('evaluations_activity').on(t.activityId), check('evaluations_one_subject', sql`num_nonnulls(${t.sessionId}, ${t.activityId}) = 1`)],
)

/** Who was asked. Whether they answered is known, to the day; what they answered is not tied to them. */
export const evaluationRecipients = pgTable(
  'evaluation_recipients',
  {
    id: id(),
    evaluationId: uuid('evaluation_id').notNull().references(() => evaluations.id, { onDelete: 'cascade' }),
    stakeholderId: uuid('stakeholder_id').notNull().references(() => stakeholders.id, { onDelete: 'cascade' }),
    linkId: uuid('link_id').references(() => accessLinks.id, { onDelete: 'set null' }),
    sentAt: instant('sent_at'),
    answeredOn: date('answered_on', { mode: 'string' }),
    ...lifecycle,
  },
  (t) => [unique('evaluation_recipients_once').on(t.evaluationId, t.stakeholderId)],
)

/**
 * One anonymous sheet. Its id is random (UUIDv4), its day is that of the opening, the same on every sheet, and all the sheets of an evaluation are
 * written anew, shuffled, whenever one is added: nothing leads back to a recipient. Those not told yet are sealed while they are under five.
 */
export const evaluationResponses = pgTable(
  'evaluation_responses',
  {
    id: uuid('id').primaryKey(),
    evaluationId: uuid('evaluation_id').notNull().references(() => evaluations.id, { onDelete: 'cascade' }),
    /** The college of the respondent: plain where five or more answered in it, and in the others together; sealed until then; empty once closed without. */
    college: text('college').notNull().default(''),
    /** The day the evaluation opened: the day of the answer stands with the recipient, and the same day here would name whoever answered alone on it. */
    answeredOn: date('answered_on', { mode: 'string' }).notNull(),
    /** Part of what a closing told. Those that came after a reopening wait, sealed, until five do. */
    told: boolean('told').notNull().default(false),
  },
  (t) => [index('evaluation_responses_evaluation').on(t.evaluationId)],
)

export const evaluationAnswers = pgTable(
  'evaluation_answers',
  {
    id: uuid('id').primaryKey(),
    responseId: uuid('response_id').notNull().references(() => evaluationResponses.id, { onDelete: 'cascade' }),
    questionId: uuid('question_id').notNull().references(() => questionnaireQuestions.id),
    /** scale 1–5; yes_no 0 or 1; choice the index of the option, from 0. */
    value: smallint('value'),
    text: text('text').notNull().default(''),
  },
  (t) => [unique('evaluation_answers_once').on(t.responseId, t.questionId), index('evaluation_answers_question').on(t.questionId)],
)

/** Auto-évaluation: how far a principle of dialogue is followed, in the organisation's own eyes; a dated statement. */
export const selfAssessments = pgTable(
  'self_assessments',
  {
    id: id(),
    perimeterId: uuid('perimeter_id').notNull().references(() => perimeters.id),
    /** Code of the principle, for example `comite21-1`. */
    principle: text('principle').notNull(),
    periodStart: date('period_start', { mode: 'string' }).notNull(),
    periodEnd: date('period_end', { mode: 'string' }).notNull(),
    /** 0 not begun, 1 begun, 2 under way, 3 in place, 4 exemplary. */
    level: smallint('level').notNull(),
    reason: text('reason').notNull(),
    nextStep: text('next_step').notNull().default(''),
    statedAt: instant('stated_at').notNull().defaultNow(),
    recordedBy: uuid('recorded_by').references(() => users.id),
    withdrawnAt: instant('withdrawn_at'),
    fictional: boolean('fictional').notNull().default(false),
  },
  (t) => [index('self_assessments_listed').on(t.perimeterId, t.principle, t.periodEnd), check('self_assessments_level', sql`${t.level} between 0 and 4`), check('self_assessments_period', sql`${t.periodEnd} >= ${t.periodStart}`)],
)
