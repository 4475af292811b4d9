import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { type Field, fieldsOf, type Target } from './fields.ts'
import { proposeMapping } from './propose.ts'
import { defaultable } from './rules.ts'

const page = new URL('../../../docs/reference/import-columns.md', import.meta.url)
const texts = async (language: 'fr' | 'en') => JSON.parse(await readFile(new URL(`../../../web/src/locales/${language}/imports.json`, import.meta.url), 'utf8')) as { field: Record<Target, Record<string, string>> }

const shapes: Record<Field['shape']['as'], string> = {
  line: 'texte d’une ligne', prose: 'texte', identifier: 'identifiant', reference: 'identifiant externe, numéro ou nom d’une partie prenante', number: 'nombre entier', words: 'mot', day: 'jour ; un mois ou une année compte depuis son premier jour', date: 'jour, mois ou année', yesNo: 'oui ou non', choice: 'mot, relié à notre liste', tags: 'valeurs séparées par une barre', flags: 'oui ou non : l’étiquette porte le nom de la colonne',
}

function rowOf(name: string, field: Field, label: string, target: Target): string {
  const { shape } = field
  const words = shape.as === 'words' ? ` (${Object.values(shape.words).map((list) => list[0]).join(', ')})` : shape.as === 'number' ? ` de ${shape.min} à ${shape.max}` : 'max' in shape ? `, ${shape.max} caractères au plus` : ''
  const marks = [field.required ? 'obligatoire' : '', field.many ? 'plusieurs colonnes' : '', defaultable[target].includes(name) ? 'valeur par défaut possible' : ''].filter(Boolean).join(', ')
  return `| ${label} | \`${name}\` | ${shapes[shape.as]}${words} | ${marks} | ${field.names.join(', ')} |`
}

async function written(): Promise<string> {
  const { field } = await texts('fr')
  const table = (target: Target) => ['| champ | nom dans l’API | contenu | | en-têtes reconnus |', '| --- | --- | --- | --- | --- |', ...Object.entries(fieldsOf[target]).map(([name, f]) => rowOf(name, f, field[target][name] ?? name, target))].join('\n')
  return `# Colonnes d’un fichier d’import

Cette page est écrite par \`api/src/imports/columns.test.ts\` : changez le code, relancez le test avec \`WRITE_DOCS=1\`, relisez la différence.

Les en-têtes sont reconnus sans majuscules, accents ni ponctuation. Un fichier peut être en UTF-8 (avec ou sans marque), UTF-16 avec marque ou
Windows-1252 ; séparé par des points-virgules, des virgules ou des tabulations ; une ligne \`sep=\` est obéie. 20 Mo, 50 000 lignes et 200 colonnes au plus.

## Règles

- Une cellule vide ne change rien à une fiche qui existe. Les valeurs par défaut ne servent qu’aux fiches créées.
- Une partie prenante est reconnue par notre numéro (référence), sinon par son identifiant externe dans le périmètre, sinon par son nom et sa nature.
- Un lien est reconnu par son identifiant externe, sinon par ses deux bouts et son type ; si le fichier donne un début, il distingue deux liens semblables.
- Les étiquettes s’ajoutent à celles de la fiche ; les autres valeurs remplacent.
- Le nombre d’occurrences d’un lien donne sa force — 1 → 1, 2 et 3 → 2, de 4 à 9 → 3, 10 et plus → 4 — sauf si le fichier donne une force ; il reste écrit dans la note.
- Dates : JJ/MM/AAAA, MM/AAAA, AAAA, AAAA-MM-JJ, ou le numéro de série d’Excel. Nombres : espaces entre milliers, virgule ou point décimal, jamais les deux. Rien n’est deviné.
- Une seule cellule refusée, et rien n’est écrit.

## Parties prenantes

${table('stakeholders')}

## Liens

${table('ties')}
`
}

describe('the page of import columns', () => {
  it('says what the code does', async () => {
    if (process.env.WRITE_DOCS) await writeFile(page, await written())
    expect(await readFile(page, 'utf8')).toBe(await written())
  })

  it.each(['fr', 'en'] as const)('and the interface name fields in words that the import recognises: %s', async (language) => {
    const { field } = await texts(language)
    for (const target of ['stakeholders', 'ties'] as const) {
      const named = Object.entries(field[target]).filter(([name]) => name !== 'flags')
      const { mapping } = proposeMapping(target, named.map(([, label]) => label))
      for (const [name, label] of named) expect([name, mapping[name]]).toEqual([name, [label]])
    }
  })
})
