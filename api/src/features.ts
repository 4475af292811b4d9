import { activitiesRoutes } from './activities/routes.ts'
import { analysesRoutes } from './analyses/routes.ts'
import { apiKeysRoutes } from './api-keys/routes.ts'
import { chainJobs } from './audit/chain.job.ts'
import { auditRoutes } from './audit/routes.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { bodiesRoutes } from './bodies/routes.ts'
import { categoriesRoutes } from './categories/routes.ts'
import { classesRoutes } from './classes/routes.ts'
import { collectionsRoutes } from './collections/routes.ts'
import { commitmentsRoutes } from './commitments/routes.ts'
import { confirmationsRoutes } from './confirmations/routes.ts'
import { convergenceRoutes } from './convergence/routes.ts'
import { coverageRoutes } from './coverage/routes.ts'
import { criteriaRoutes } from './criteria/routes.ts'
import { editionsRoutes } from './editions/routes.ts'
import { evaluationLinkedRoutes } from './evaluations/routes.linked.ts'
import { evaluationStepsRoutes } from './evaluations/routes.steps.ts'
import { evaluationsRoutes } from './evaluations/routes.ts'
import { eventsRoutes } from './events/routes.ts'
import { expectationsRoutes } from './expectations/routes.ts'
import { formulasRoutes } from './formulas/routes.ts'
import { frameworkRoutes } from './framework/routes.ts'
import { impactsRoutes } from './impacts/routes.ts'
import { importsRoutes } from './imports/routes.ts'
import { indicatorsRoutes } from './indicators/routes.ts'
import { isoTiesRoutes } from './iso-ties/routes.ts'
import { linksRoutes } from './links/routes.ts'
import { mactorRoutes } from './mactor/routes.ts'
import { noticesRoutes } from './notices/routes.ts'
import { mandatesRoutes } from './mandates/routes.ts'
import { mapRoutes } from './map/routes.ts'
import { measuresRoutes } from './measures/routes.ts'
import { minutesRoutes } from './minutes/routes.ts'
import { oauthRoutes } from './oauth/routes.ts'
import { operationsRoutes } from './operations/routes.ts'
import { outcomesRoutes } from './outcomes/routes.ts'
import { passesRoutes } from './passes/routes.ts'
import { perimetersRoutes } from './perimeters/routes.ts'
import { plansRoutes } from './plans/routes.ts'
import { personRequestsRoutes } from './person-requests/routes.ts'
import { personsRoutes } from './persons/routes.ts'
import { pointsRoutes } from './points/routes.ts'
import { positionsRoutes } from './positions/routes.ts'
import { factsRoutes } from './facts/routes.ts'
import { processesRoutes } from './processes/routes.ts'
import { processingsRoutes } from './processings/routes.ts'
import { privacyRegisterRoutes } from './privacy-register/routes.ts'
import { retentionRoutes } from './retention/routes.ts'
import { qualificationsRoutes } from './qualifications/routes.ts'
import { questionnairesRoutes } from './questionnaires/routes.ts'
import { qualityRoutes } from './quality/routes.ts'
import { relaysRoutes } from './relays/routes.ts'
import { representativenessRoutes } from './representativeness/routes.ts'
import { resultsRoutes } from './results/routes.ts'
import { rankingJobs } from './rankings/job.ts'
import { rankingsRoutes } from './rankings/routes.ts'
import { roomRoutes } from './room/routes.ts'
import { roundsRoutes } from './rounds/routes.ts'
import { savedViewsRoutes } from './saved-views/routes.ts'
import { scoresRoutes } from './scores/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { selfAssessmentsRoutes } from './self-assessments/routes.ts'
import { sessionTemplatesRoutes } from './session-templates/routes.ts'
import { diagnosesRoutes } from './diagnoses/routes.ts'
import { impactAssessmentsRoutes } from './impact-assessments/routes.ts'
import { prospectiveRoutes } from './prospective/routes.ts'
import { scenariosRoutes } from './scenarios/routes.ts'
import { sessionsRoutes } from './sessions/routes.ts'
import { standingRoutes } from './standing/routes.ts'
import { stepMarksRoutes } from './step-marks/routes.ts'
import { solicitationsRoutes } from './solicitations/routes.ts'
import { skillsRoutes } from './skills/routes.ts'
import { stakeholdersRoutes } from './stakeholders/routes.ts'
import { tasksRoutes } from './tasks/routes.ts'
import { tiesRoutes } from './ties/routes.ts'
import { todayRoutes } from './today/routes.ts'
import { traceRoutes } from './trace/routes.ts'
import { trainingsRoutes } from './trainings/routes.ts'
import { signInRoutes } from './users/routes.sign-ins.ts'
import { totpRoutes } from './users/routes.totp.ts'
import { usersRoutes } from './users/routes.ts'
import { watchRoutes } from './watch/routes.ts'
import { collectionJobs } from './collections/job.ts'
import { digestJobs } from './digests/job.ts'
import { mailJobs } from './mails/job.ts'
import { optOutRoutes } from './mails/routes.opt-outs.ts'
import { mailsRoutes } from './mails/routes.ts'
import { dpiaRoutes } from './dpia/routes.ts'
import { linkedNoticeRoutes } from './notices/routes.linked.ts'
import { siteOf } from './plugins/site.ts'
import type { FastifyInstance } from 'fastify'
import type { JobKind } from './jobs/runner.ts'
import type { App } from './plugins/app-type.ts'

/** Every feature of the API, by name; all are registered under /api/v1. */
export const features: readonly ((app: App) => Promise<void>)[] = [
  frameworkRoutes,
  perimetersRoutes,
  usersRoutes,
  signInRoutes,
  totpRoutes,
  qualificationsRoutes,
  trainingsRoutes,
  skillsRoutes,
  apiKeysRoutes,
  oauthRoutes,
  categoriesRoutes,
  stakeholdersRoutes,
  personsRoutes,
  personRequestsRoutes,
  mandatesRoutes,
  noticesRoutes,
  linkedNoticeRoutes,
  processingsRoutes,
  privacyRegisterRoutes,
  retentionRoutes,
  dpiaRoutes,
  tiesRoutes,
  impactsRoutes,
  isoTiesRoutes,
  expectationsRoutes,
  scenariosRoutes,
  impactAssessmentsRoutes,
  prospectiveRoutes,
  diagnosesRoutes,
  coverageRoutes,
  mapRoutes,
  savedViewsRoutes,
  bodiesRoutes,
  representativenessRoutes,
  processesRoutes,
  plansRoutes,
  activitiesRoutes,
  tasksRoutes,
  factsRoutes,
  stepMarksRoutes,
  standingRoutes,
  solicitationsRoutes,
  sessionTemplatesRoutes,
  sessionsRoutes,
  passesRoutes,
  minutesRoutes,
  operationsRoutes,
  pointsRoutes,
  positionsRoutes,
  convergenceRoutes,
  commitmentsRoutes,
  outcomesRoutes,
  mactorRoutes,
  criteriaRoutes,
  roundsRoutes,
  scoresRoutes,
  formulasRoutes,
  rankingsRoutes,
  questionnairesRoutes,
  evaluationsRoutes,
  evaluationStepsRoutes,
  evaluationLinkedRoutes,
  measuresRoutes,
  qualityRoutes,
  selfAssessmentsRoutes,
  todayRoutes,
  traceRoutes,
  importsRoutes,
  auditRoutes,
  eventsRoutes,
  analysesRoutes,
  classesRoutes,
  roomRoutes,
  resultsRoutes,
  searchRoutes,
  linksRoutes,
  calendarRoutes,
  confirmationsRoutes,
  mailsRoutes,
  optOutRoutes,
  editionsRoutes,
  indicatorsRoutes,
  relaysRoutes,
  watchRoutes,
  collectionsRoutes,
]

/** The long work of the features, which any server takes. Without a mail server, mails wait. */
export const jobKinds = (app: FastifyInstance): readonly JobKind[] => [
  chainJobs(),
  rankingJobs,
  digestJobs(),
  collectionJobs(),
  ...(app.config.smtpUrl ? [mailJobs({ config: app.config, smtpUrl: app.config.smtpUrl, site: () => siteOf(app) })] : []),
]
