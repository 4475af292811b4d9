import { schema } from '@convergence/db'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import { isForbiddenName } from './names.ts'

describe('P-09: names of fields', () => {
  it.each(['Parti politique', 'Appartenance syndicale', 'syndiqué', 'État de santé', 'santé', 'healthStatus', 'religion', 'Convictions religieuses', 'origine_ethnique', 'race', 'Orientation sexuelle', 'union-membership', 'political opinion', 'Handicap', 'party', 'etat-de-sante'])('P-09: «%s» is refused', (name) => expect(isForbiddenName(name)).toBe(true))
  it.each(['Santé financière', 'Accès aux soins', 'Impact sur la santé publique', 'Établissements de santé', 'Parties prenantes', 'Partie prenante', 'Syndicat mixte', 'Pouvoir', 'Légitimité', 'Interest', 'Confiance', 'Maladies professionnelles', 'Racines territoriales', 'Healthcare access'])('P-09: «%s» passes', (name) => expect(isForbiddenName(name)).toBe(false))

  it('P-09: no column of the database has one', () => {
    const columns = Object.values<unknown>(schema).filter((value) => is(value, PgTable)).flatMap((table) => Object.values(getTableColumns(table)).map((column) => [getTableName(table), column.name] as const))
    expect(columns.length).toBeGreaterThan(500)
    expect(columns.filter(([, name]) => isForbiddenName(name)).map((pair) => pair.join('.'))).toEqual([])
  })
})
