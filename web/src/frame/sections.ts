import { ChartNoAxesColumn, FileText, MessagesSquare, Network, Rows3, Settings, Sun } from '@lucide/vue'
import type { Component } from 'vue'

export interface Section {
  /** Also its label: `frame.section.<key>`. */
  key: string
  icon: Component
  path: string
  /** Screens of the section, shown as tabs: `frame.screen.<key>`. */
  screens: readonly { key: string; path: string; /** Pages that belong to it under another path. */ also?: string }[]
}

/** Six words, never more. */
export const sections: readonly Section[] = [
  { key: 'today', icon: Sun, path: '/', screens: [] },
  { key: 'map', icon: Network, path: '/carte', screens: [] },
  {
    key: 'register',
    icon: Rows3,
    path: '/registre',
    screens: [
      { key: 'stakeholders', path: '/registre' },
      { key: 'impacts', path: '/registre/impacts' },
      { key: 'rounds', path: '/registre/campagnes' },
      { key: 'classes', path: '/registre/classes' },
      { key: 'rankings', path: '/registre/hierarchisation' },
      { key: 'prospective', path: '/registre/diagnostic' },
      { key: 'watch', path: '/registre/veille' },
      { key: 'imports', path: '/registre/import' },
    ],
  },
  { key: 'dialogue', icon: MessagesSquare, path: '/dialogue', screens: [{ key: 'sessions', path: '/dialogue' }, { key: 'processes', path: '/dialogue/processus' }, { key: 'plans', path: '/dialogue/plans', also: '/dialogue/actions' }, { key: 'solicitations', path: '/dialogue/sollicitation' }, { key: 'templates', path: '/dialogue/modeles' }, { key: 'bodies', path: '/dialogue/instances' }, { key: 'trainings', path: '/dialogue/formations' }] },
  {
    key: 'convergence',
    icon: ChartNoAxesColumn,
    path: '/convergences',
    screens: [
      { key: 'points', path: '/convergences' },
      { key: 'matrix', path: '/convergences/matrice' },
      { key: 'commitments', path: '/convergences/engagements' },
      { key: 'answers', path: '/convergences/reponses' },
      { key: 'pair', path: '/convergences/paire' },
      { key: 'mactor', path: '/convergences/jeu-dacteurs' },
    ],
  },
  { key: 'report', icon: FileText, path: '/rapport', screens: [{ key: 'editions', path: '/rapport/editions' }, { key: 'indicators', path: '/rapport/indicateurs' }, { key: 'collections', path: '/rapport/collecte' }, { key: 'relays', path: '/rapport/relais' }, { key: 'coverage', path: '/rapport/couverture' }, { key: 'evaluation', path: '/rapport/evaluation' }] },
]

export const settingsSection: Section = { key: 'settings', icon: Settings, path: '/reglages', screens: [] }

/** The section of a path, by its first segment. */
export function sectionOf(path: string): Section | undefined {
  const all = [...sections, settingsSection]
  return all.find((section) => (section.path === '/' ? path === '/' : path === section.path || path.startsWith(`${section.path}/`)))
}
