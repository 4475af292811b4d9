/** The pages of the settings; `action` is the right that a page asks for, none where everybody may look. */
export const settingsPages = [
  { key: 'account', path: '/reglages/compte', action: undefined },
  { key: 'users', path: '/reglages/utilisateurs', action: 'users:write' },
  { key: 'keys', path: '/reglages/cles', action: 'api-keys:write' },
  { key: 'perimeters', path: '/reglages/perimetres', action: 'perimeters:write' },
  { key: 'framework', path: '/reglages/referentiel', action: undefined },
  { key: 'criteria', path: '/reglages/criteres', action: undefined },
  { key: 'thresholds', path: '/reglages/seuils', action: undefined },
  { key: 'mails', path: '/reglages/courriels', action: 'mails:read' },
  { key: 'privacy', path: '/reglages/donnees', action: 'privacy:read' },
  { key: 'audit', path: '/reglages/journal', action: 'audit:read' },
] as const
