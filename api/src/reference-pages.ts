import { environment } from './config.ts'
import { allErrors } from './errors.ts'
import { roles } from './plugins/access.ts'

interface DocumentedOperation { operationId: string; summary: string; 'x-roles': string[]; 'x-scope': string | null }

const HEAD = '<!-- Written by `pnpm generate`; a test compares. Do not edit. -->\n'
const table = (head: string[], rows: string[][]): string => [`| ${head.join(' | ')} |`, `| ${head.map(() => '---').join(' | ')} |`, ...rows.map((row) => `| ${row.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`)].join('\n')

/** docs/reference/errors.md: every stable code with its status and both sentences. */
export const errorsPage = (): string => `${HEAD}\n# Error codes\n\nEach answer of 400 and above is an RFC 9457 problem; \`code\` is stable.\n\n${table(['code', 'status', 'français', 'English'], allErrors().map(([code, e]) => [`\`${code}\``, String(e.status), e.fr, e.en]))}\n`

/** docs/reference/operations.md: who may call what. */
export function operationsPage(document: { paths?: object }): string {
  const rows = Object.entries((document.paths ?? {}) as Record<string, Record<string, DocumentedOperation>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, o]) => [`\`${method.toUpperCase()} ${path}\``, o.summary, o['x-roles'].join(', ') || 'everybody', o['x-scope'] ?? '—']))
  return `${HEAD}\n# Operations\n\n${table(['operation', 'does', 'roles', 'scope of a key'], rows)}\n`
}

/** docs/reference/environment.md: the variables that the server reads. */
export const environmentPage = (): string => `${HEAD}\n# Environment\n\n${table(['variable', 'means'], Object.entries(environment.shape).map(([name, s]) => [`\`${name}\``, s.description ?? '']))}\n`

/** docs/reference/authorisation.md: operation × role. The gate of the matrix replays every line for an object of one's own perimeter, of another, and absent. */
export function authorisationPage(document: { paths?: object }): string {
  const rows = Object.entries((document.paths ?? {}) as Record<string, Record<string, DocumentedOperation>>).flatMap(([path, item]) =>
    Object.entries(item).filter(([, o]) => o['x-roles'].length > 0).map(([method, o]) => [`\`${method.toUpperCase()} ${path}\``, ...roles.map((role) => (o['x-roles'].includes(role) ? '●' : '·')), o['x-scope'] ?? '—']))
  return `${HEAD}\n# Authorisation matrix\n\n● may call it within the perimeters granted; · is refused (403 \`role-missing\`). An object of another perimeter is answered as an absent one (404). \`api/test/gates/matrix.test.ts\` replays each line on every role. Operations open to everybody are on the page [operations](operations.md).\n\n${table(['operation', ...roles, 'scope of a key'], rows)}\n`
}
