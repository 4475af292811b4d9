import type { Page } from '@playwright/test'
import { axeFaults, enter, expect, product, type Role, test } from './support.ts'

interface Screen { name: string; path: (ids: Ids) => string; role?: Role }
interface Ids { stakeholder: string; impact: string; session: string; planned: string; point: string; position: string; area: string; study: string; round: string; closed: string; process: string; notice: string }

const screens: Screen[] = [
  { name: 'today', path: () => '/' },
  { name: 'map', path: () => '/carte' },
  { name: 'register', path: () => '/registre' },
  { name: 'stakeholder', path: ({ stakeholder }) => `/registre/${stakeholder}` },
  { name: 'stakeholder drawer', path: ({ stakeholder }) => `/registre?fiche=stakeholder:${stakeholder}` },
  { name: 'impacts', path: () => '/registre/impacts' },
  { name: 'impact', path: ({ impact }) => `/registre/impacts/${impact}` },
  { name: 'rounds', path: () => '/registre/campagnes' },
  ...['suivi', 'participants', 'parties-prenantes', 'criteres'].map((part): Screen => ({ name: `round, ${part}`, path: ({ round }) => `/registre/campagnes/${round}?vue=${part}` })),
  { name: 'round, results', path: ({ closed }) => `/registre/campagnes/${closed}?vue=resultats` },
  { name: 'scoring', path: ({ round }) => `/registre/campagnes/${round}/coter`, role: 'facilitator' },
  { name: 'private link that opens nothing', path: () => '/cotation#none' },
  { name: 'criteria', path: () => '/reglages/criteres' },
  ...['grid', 'salience', 'cube', 'savage'].map((scheme): Screen => ({ name: `classes, ${scheme}`, path: () => `/registre/classes?grille=${scheme}` })),
  { name: 'rankings', path: () => '/registre/hierarchisation' },
  { name: 'formulas', path: () => '/registre/hierarchisation/formules' },
  { name: 'import', path: () => '/registre/import' },
  { name: 'sessions', path: () => '/dialogue' },
  { name: 'session templates', path: () => '/dialogue/modeles' },
  { name: 'processes', path: () => '/dialogue/processus' },
  { name: 'process, steps', path: ({ process }) => `/dialogue/processus/${process}` },
  { name: 'process, dialogues', path: ({ process }) => `/dialogue/processus/${process}?onglet=dialogues` },
  { name: 'bodies', path: () => '/dialogue/instances' },
  ...['plans', 'sollicitation', 'formations'].map((part): Screen => ({ name: `dialogue, ${part}`, path: () => `/dialogue/${part}` })),
  ...['diagnostic', 'veille'].map((part): Screen => ({ name: `register, ${part}`, path: () => `/registre/${part}` })),
  ...['indicateurs', 'collecte', 'relais', 'evaluation', 'editions'].map((part): Screen => ({ name: `report, ${part}`, path: () => `/rapport/${part}` })),
  { name: 'published report without account', path: () => '/rapport-public/2012-00001' },
  { name: 'invitation without account', path: () => '/invitation#demonstration-invitation' },
  { name: 'session in preparation', path: ({ planned }) => `/dialogue/seances/${planned}` },
  { name: 'session', path: ({ session }) => `/dialogue/seances/${session}` },
  { name: 'recording', path: ({ session }) => `/dialogue/seances/${session}/saisie`, role: 'facilitator' },
  { name: 'read-back', path: ({ session }) => `/dialogue/seances/${session}/relecture`, role: 'facilitator' },
  { name: 'screen of the room', path: ({ session }) => `/dialogue/seances/${session}/ecran`, role: 'facilitator' },
  { name: 'check-in', path: () => '/emargement' },
  { name: 'convergences', path: () => '/convergences' },
  { name: 'matrix', path: () => '/convergences/matrice' },
  { name: 'pair', path: () => '/convergences/paire' },
  { name: 'plays of actors', path: () => '/convergences/jeu-dacteurs' },
  ...['forces', 'alliances', 'objectives', 'tables', 'matrices', 'members'].map((part): Screen => ({ name: `play of actors, ${part}`, path: ({ study }) => `/convergences/jeu-dacteurs/${study}?vue=${part}` })),
  { name: 'map of power and interest', path: () => '/carte?lentille=power&tableau=nodes' },
  { name: 'map of salience', path: () => '/carte?lentille=salience' },
  { name: 'map of rings', path: () => '/carte?lentille=rings&tableau=nodes' },
  { name: 'map of convergences', path: () => '/carte?lentille=convergence' },
  { name: 'point', path: ({ point }) => `/convergences/points/${point}` },
  { name: 'position drawer', path: ({ position }) => `/convergences?fiche=position:${position}` },
  { name: 'trace', path: ({ point }) => `/trace/point/${point}` },
  { name: 'coverage', path: () => '/rapport/couverture' },
  { name: 'area', path: ({ area }) => `/rapport/couverture/${area}` },
  { name: 'account', path: () => '/reglages/compte' },
  { name: 'users', path: () => '/reglages/utilisateurs', role: 'administrator' },
  { name: 'keys', path: () => '/reglages/cles', role: 'administrator' },
  { name: 'perimeters', path: () => '/reglages/perimetres', role: 'administrator' },
  { name: 'framework', path: () => '/reglages/referentiel', role: 'administrator' },
  { name: 'thresholds', path: () => '/reglages/seuils', role: 'administrator' },
  { name: 'journal', path: () => '/reglages/journal', role: 'administrator' },
  { name: 'protection des données', path: () => '/reglages/donnees', role: 'dpo' },
  ...['notices', 'registre', 'conservation'].map((part): Screen => ({ name: `data protection, ${part}`, path: () => `/reglages/donnees?onglet=${part}`, role: 'dpo' })),
  { name: 'register of processings on paper', path: () => '/registre-des-traitements', role: 'dpo' },
  { name: 'edition of a notice', path: ({ notice }) => `/reglages/donnees/notices/${notice}`, role: 'dpo' },
]

// Each language once and each theme once: a fault of words, of colours or of order shows in one of the two.
for (const [language, theme] of [['fr', 'light'], ['en', 'dark']] as const) {
    test(`axe finds nothing on any screen, in ${language}, ${theme}`, async ({ browser }) => {
      test.setTimeout(600_000)
      // axe injects itself, which the policy would refuse.
      const context = await browser.newContext({ bypassCSP: true, colorScheme: theme, locale: language === 'fr' ? 'fr-FR' : 'en-GB', reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } })
      await context.addInitScript(([l, t]) => { localStorage.setItem('locale', l ?? ''); localStorage.setItem('theme', t ?? '') }, [language, theme])
      const page = await context.newPage()
      const faults: string[] = []
      await page.goto(`${product()}/connexion`)
      await page.getByTestId('demo-staff').waitFor()
      faults.push(...(await axeFaults(page)).map((f) => `sign-in: ${f}`))
      await enter(page, 'staff')
      const ids = await idsOf(page)
      let role: Role = 'staff'
      for (const screen of screens) {
        if ((screen.role ?? 'staff') !== role) await enter(page, (role = screen.role ?? 'staff'))
        await page.goto(product() + screen.path(ids))
        await page.locator('main h1, main [data-ready]').first().waitFor()
        await page.waitForLoadState('load')
        await page.locator('[aria-busy=true]').waitFor({ state: 'detached', timeout: 10_000 }).catch(() => undefined)
        faults.push(...(await axeFaults(page)).map((f) => `${screen.name}: ${f}`))
      }
      await context.close()
      expect(faults).toEqual([])
    })
}

async function idsOf(page: Page): Promise<Ids> {
  const first = async (path: string): Promise<string> => {
    const answer = await page.request.get(`${product()}/api/v1/${path}`)
    const { items } = (await answer.json()) as { items: { id: string }[] }
    return items[0]?.id ?? ''
  }
  return { stakeholder: await first('stakeholders?limit=1&kind=organisation'), impact: await first('impacts?limit=1'), session: await first('sessions?limit=1&status=closed'), planned: await first('sessions?limit=1&status=planned&sort=startsAt'), point: await first('points?limit=1'), position: await first('positions?limit=1&current=true'), area: await first('framework/areas'), study: await first('mactor-studies?limit=1'), round: await first('rounds?limit=1&phase=open'), closed: await first('rounds?limit=1&phase=closed'), process: await first('processes?limit=1&template=false'), notice: await first('notice-templates') }
}
