import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router'
import { useSession } from './auth/store.ts'
import { carryOver } from './frame/query.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Locale key of the name of the tab. */
    title?: string
    /** Open to whoever is not signed in, and drawn without the frame. */
    bare?: boolean
    /** For whoever is signed in, and drawn without the frame: a beamer. */
    alone?: boolean
    /** The screen fills the frame to its edges (map, console). */
    bleed?: boolean
  }
}

const settings: RouteRecordRaw[] = [
  { path: '', redirect: '/reglages/compte' },
  { path: 'compte', name: 'settings-account', component: () => import('./settings/AccountSettings.vue'), meta: { title: 'settings.account.title' } },
  { path: 'utilisateurs', name: 'settings-users', component: () => import('./settings/UsersSettings.vue'), meta: { title: 'settings.users.title' } },
  { path: 'cles', name: 'settings-keys', component: () => import('./settings/KeysSettings.vue'), meta: { title: 'settings.keys.title' } },
  { path: 'perimetres', name: 'settings-perimeters', component: () => import('./settings/PerimetersSettings.vue'), meta: { title: 'settings.perimeters.title' } },
  { path: 'referentiel', name: 'settings-framework', component: () => import('./framework/FrameworkView.vue'), meta: { title: 'settings.framework.title' } },
  { path: 'criteres', name: 'settings-criteria', component: () => import('./criteria/CriteriaSettings.vue'), meta: { title: 'settings.criteria.title' } },
  { path: 'seuils', name: 'settings-thresholds', component: () => import('./settings/ThresholdsSettings.vue'), meta: { title: 'settings.thresholds.title' } },
  { path: 'courriels', name: 'settings-mails', component: () => import('./mails/MailsSettings.vue'), meta: { title: 'settings.mails.title' } },
  { path: 'donnees', name: 'settings-privacy', component: () => import('./privacy/PrivacyView.vue'), meta: { title: 'privacy.title' } },
  { path: 'donnees/notices/:id', name: 'settings-notice-template', component: () => import('./privacy/NoticeTemplateView.vue'), props: true, meta: { title: 'noticeTemplates.title' } },
  { path: 'journal', name: 'settings-audit', component: () => import('./settings/AuditSettings.vue'), meta: { title: 'settings.audit.title' } },
]

export const routes: RouteRecordRaw[] = [
  { path: '/connexion', name: 'sign-in', component: () => import('./auth/SignInView.vue'), meta: { title: 'auth.title', bare: true } },
  { path: '/connexion/retour', name: 'sign-in-return', component: () => import('./auth/ReturnView.vue'), meta: { title: 'auth.title', bare: true } },
  { path: '/', name: 'today', component: () => import('./today/TodayView.vue'), meta: { title: 'today.title' } },
  { path: '/carte', name: 'map', component: () => import('./map/MapView.vue'), meta: { title: 'map.title', bleed: true } },
  { path: '/registre', name: 'stakeholders', component: () => import('./stakeholders/StakeholdersView.vue'), meta: { title: 'stakeholders.title' } },
  { path: '/registre/impacts', name: 'impacts', component: () => import('./impacts/ImpactsView.vue'), meta: { title: 'impacts.title' } },
  { path: '/registre/impacts/:id', name: 'impact', component: () => import('./impacts/ImpactView.vue'), props: true, meta: { title: 'impacts.one' } },
  { path: '/registre/import', name: 'imports', component: () => import('./imports/ImportView.vue'), meta: { title: 'imports.title' } },
  { path: '/registre/diagnostic', name: 'prospective', component: () => import('./prospective/ProspectiveView.vue'), meta: { title: 'prospective.title' } },
  { path: '/registre/classes', name: 'classes', component: () => import('./classes/ClassesView.vue'), meta: { title: 'classes.title' } },
  { path: '/registre/hierarchisation', name: 'rankings', component: () => import('./rankings/RankingsView.vue'), meta: { title: 'rankings.title' } },
  { path: '/registre/hierarchisation/formules', name: 'formulas', component: () => import('./formulas/FormulasView.vue'), meta: { title: 'formulas.heading' } },
  { path: '/registre/hierarchisation/:id', name: 'ranking', component: () => import('./rankings/RankingsView.vue'), props: true, meta: { title: 'rankings.one' } },
  { path: '/registre/campagnes', name: 'rounds', component: () => import('./rounds/RoundsView.vue'), meta: { title: 'rounds.title' } },
  { path: '/registre/campagnes/:id', name: 'round', component: () => import('./rounds/RoundView.vue'), props: true, meta: { title: 'rounds.one' } },
  { path: '/registre/campagnes/:id/coter', name: 'round-score', component: () => import('./rounds/ScoringView.vue'), props: true, meta: { title: 'rounds.score' } },
  { path: '/proces-verbal', name: 'minutes-linked', component: () => import('./minutes/LinkedMinutesView.vue'), meta: { title: 'minutes.title', bare: true } },
  { path: '/confirmation', name: 'confirmation', component: () => import('./confirmations/ConfirmationView.vue'), meta: { title: 'confirmations.title', bare: true } },
  { path: '/opt-out', name: 'opt-out', component: () => import('./mails/OptOutView.vue'), meta: { title: 'mails.optOut.title', bare: true } },
  { path: '/cotation', name: 'round-linked', component: () => import('./rounds/LinkedView.vue'), meta: { title: 'rounds.score', bare: true } },
  { path: '/registre/veille', name: 'watch', component: () => import('./watch/WatchView.vue'), meta: { title: 'watch.title' } },
  { path: '/collecte', name: 'collection-linked', component: () => import('./collections/LinkedView.vue'), meta: { title: 'collections.linked.title', bare: true } },
  { path: '/registre/:id', name: 'stakeholder', component: () => import('./stakeholders/StakeholderView.vue'), props: true, meta: { title: 'stakeholders.one' } },
  { path: '/dialogue', name: 'sessions', component: () => import('./sessions/SessionsView.vue'), meta: { title: 'sessions.title' } },
  { path: '/dialogue/modeles', name: 'session-templates', component: () => import('./session-templates/TemplatesView.vue'), meta: { title: 'templates.title' } },
  { path: '/dialogue/processus', name: 'processes', component: () => import('./processes/ProcessesView.vue'), meta: { title: 'processes.title' } },
  { path: '/dialogue/processus/:id', name: 'process', component: () => import('./processes/ProcessView.vue'), props: true, meta: { title: 'processes.one' } },
  { path: '/dialogue/instances', name: 'bodies', component: () => import('./bodies/BodiesView.vue'), meta: { title: 'bodies.title' } },
  { path: '/dialogue/plans', name: 'plans', component: () => import('./plans/PlansView.vue'), meta: { title: 'plans.title' } },
  { path: '/dialogue/plans/:id', name: 'plan', component: () => import('./plans/PlanView.vue'), props: true, meta: { title: 'plans.one' } },
  { path: '/dialogue/actions/:id', name: 'activity', component: () => import('./activities/ActivityView.vue'), props: true, meta: { title: 'activities.one' } },
  { path: '/dialogue/sollicitation', name: 'solicitations', component: () => import('./solicitations/SolicitationView.vue'), meta: { title: 'solicitations.title' } },
  { path: '/dialogue/instances/:id', name: 'body', component: () => import('./bodies/BodyView.vue'), props: true, meta: { title: 'bodies.one' } },
  { path: '/dialogue/formations', name: 'trainings', component: () => import('./trainings/TrainingsView.vue'), meta: { title: 'trainings.title' } },
  { path: '/invitation', name: 'invitation', component: () => import('./invitations/LinkedView.vue'), meta: { title: 'invitations.linked.title', bare: true } },
  { path: '/dialogue/seances/:id', name: 'session', component: () => import('./sessions/SessionView.vue'), props: true, meta: { title: 'sessions.one' } },
  { path: '/dialogue/seances/:id/proces-verbal', name: 'session-minutes', component: () => import('./minutes/MinutesView.vue'), props: true, meta: { title: 'minutes.title' } },
  { path: '/dialogue/seances/:id/saisie', name: 'session-record', component: () => import('./sessions/RecordView.vue'), props: true, meta: { title: 'sessions.record', bleed: true } },
  { path: '/dialogue/seances/:id/ecran', name: 'session-screen', component: () => import('./room/ScreenView.vue'), props: true, meta: { title: 'room.screen.title', alone: true } },
  { path: '/dialogue/seances/:id/relecture', name: 'session-read-back', component: () => import('./room/ReadBackView.vue'), props: true, meta: { title: 'room.readBack.title', bleed: true } },
  { path: '/passe', name: 'pass', component: () => import('./passes/PassView.vue'), meta: { title: 'passes.door', bare: true } },
  { path: '/emargement', name: 'door', component: () => import('./room/DoorView.vue'), meta: { title: 'room.door.title', bare: true } },
  { path: '/convergences', name: 'points', component: () => import('./points/PointsView.vue'), meta: { title: 'points.title' } },
  { path: '/convergences/matrice', name: 'matrix', component: () => import('./points/MatrixView.vue'), meta: { title: 'points.matrix' } },
  { path: '/convergences/paire', name: 'pair', component: () => import('./points/PairView.vue'), meta: { title: 'points.pair' } },
  { path: '/convergences/jeu-dacteurs', name: 'mactor', component: () => import('./mactor/StudiesView.vue'), meta: { title: 'mactor.title' } },
  { path: '/convergences/jeu-dacteurs/:id', name: 'mactor-study', component: () => import('./mactor/StudyView.vue'), props: true, meta: { title: 'mactor.one' } },
  { path: '/convergences/engagements', name: 'commitments', component: () => import('./commitments/CommitmentsView.vue'), meta: { title: 'commitments.title' } },
  { path: '/convergences/engagements/:id', name: 'commitment', component: () => import('./commitments/CommitmentView.vue'), props: true, meta: { title: 'commitments.one' } },
  { path: '/convergences/reponses', name: 'answers', component: () => import('./outcomes/AnswersView.vue'), meta: { title: 'outcomes.answersTitle' } },
  { path: '/verification', name: 'verification', component: () => import('./commitments/VerificationView.vue'), meta: { title: 'commitments.verify.title', bare: true } },
  { path: '/convergences/points/:id', name: 'point', component: () => import('./points/PointView.vue'), props: true, meta: { title: 'points.one' } },
  { path: '/rapport', redirect: '/rapport/editions' },
  { path: '/rapport/editions', name: 'editions', component: () => import('./editions/EditionsView.vue'), meta: { title: 'editions.title' } },
  { path: '/rapport/editions/:id', name: 'edition', component: () => import('./editions/EditionView.vue'), props: true, meta: { title: 'editions.one' } },
  { path: '/rapport-public/:reference', name: 'public-report', component: () => import('./public-report/PublicReportView.vue'), props: true, meta: { title: 'publicReport.title', bare: true } },
  { path: '/rapport/indicateurs', name: 'indicators', component: () => import('./indicators/IndicatorsView.vue'), meta: { title: 'indicators.title' } },
  { path: '/rapport/indicateurs/:id', name: 'indicator', component: () => import('./indicators/IndicatorView.vue'), props: true, meta: { title: 'indicators.one' } },
  { path: '/rapport/collecte', name: 'collections', component: () => import('./collections/CollectionView.vue'), meta: { title: 'collections.title' } },
  { path: '/rapport/relais', name: 'relays', component: () => import('./relays/RelaysView.vue'), meta: { title: 'relays.title' } },
  { path: '/rapport/relais/comptes-rendus/:id', name: 'relay-report', component: () => import('./relays/ReportView.vue'), props: true, meta: { title: 'relays.report.one' } },
  { path: '/rapport/couverture', name: 'coverage', component: () => import('./coverage/CoverageView.vue'), meta: { title: 'coverage.title' } },
  { path: '/rapport/couverture/:id', name: 'area', component: () => import('./coverage/AreaView.vue'), props: true, meta: { title: 'coverage.area' } },
  { path: '/rapport/evaluation', name: 'quality', component: () => import('./quality/QualityView.vue'), meta: { title: 'quality.title' } },
  { path: '/rapport/evaluation/:id', name: 'evaluation', component: () => import('./evaluations/EvaluationView.vue'), props: true, meta: { title: 'evaluations.title' } },
  { path: '/questionnaire', name: 'evaluation-linked', component: () => import('./evaluations/LinkedView.vue'), meta: { title: 'evaluations.linked.title', bare: true } },
  { path: '/trace/:type/:id', name: 'trace', component: () => import('./trace/TraceView.vue'), props: true, meta: { title: 'trace.title' } },
  { path: '/registre-des-traitements', name: 'privacy-register', component: () => import('./privacy/RegisterDocument.vue'), meta: { title: 'register.paper', alone: true } },
  { path: '/reglages', component: () => import('./settings/SettingsView.vue'), children: settings },
  ...(import.meta.env.DEV || import.meta.env.VITE_GALLERY
    ? [{ path: '/_ui', name: 'gallery', component: () => import('./gallery/GalleryView.vue'), meta: { bare: true } }]
    : []),
  { path: '/:rest(.*)*', name: 'not-found', component: () => import('./frame/NotFoundView.vue'), meta: { title: 'frame.notFound.title' } },
]

const roomOf = (sessionId: string): string => `/dialogue/seances/${sessionId}/saisie`

/** The router with its two guards: who is not signed in signs in first; the context follows from screen to screen. */
export function createAppRouter(): Router {
  const history = createWebHistory()
  const router = createRouter({ history, routes, scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 } })
  // Going back shows the address as it was: nothing is carried into it.
  let walkingBack = false
  history.listen(() => (walkingBack = true))

  router.beforeEach(async (to, from) => {
    if (to.meta.bare) return true
    const session = useSession()
    await session.load()
    if (session.failed) return false
    if (!session.signedIn) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
    // A workshop pass opens one screen; every other address leads back to it.
    if (session.passFor) return to.path === roomOf(session.passFor) ? true : { path: roomOf(session.passFor) }
    // The page that a data protection officer opens the day with.
    if (to.path === '/' && session.roles.length > 0 && session.roles.every((role) => role === 'dpo')) return { name: 'settings-privacy' }
    const carried = walkingBack || to.path === from.path || from.meta.bare ? undefined : carryOver(from.query, to.query)
    return carried === undefined ? true : { path: to.path, query: carried, hash: to.hash, replace: from.matched.length === 0 }
  })
  router.afterEach(() => {
    walkingBack = false
  })
  return router
}
