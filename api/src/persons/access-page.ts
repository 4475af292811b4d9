import type { AccessFileContent } from './access-file.ts'

const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
const bases: Record<string, string> = { consent: 'consentement', contract: 'contrat', legal_obligation: 'obligation légale', vital_interests: 'intérêts vitaux', public_task: 'mission d’intérêt public', legitimate_interest: 'intérêt légitime' }
const list = (items: readonly string[]): string => (items.length > 0 ? `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>` : '<p>Rien n’est renseigné.</p>')

const STYLE = `body{font:15px/1.55 Georgia,'Times New Roman',serif;color:#1d2430;max-width:44rem;margin:2.5rem auto;padding:0 1.25rem}h1{font-size:1.7rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2.2rem 0 .6rem;border-bottom:1px solid #c9ced6;padding-bottom:.25rem}
.lead{color:#4a5463;margin:0 0 1.5rem}dl{display:grid;grid-template-columns:11rem 1fr;gap:.15rem 1rem;margin:0 0 1rem;padding:.6rem 0;border-bottom:1px dotted #d8dce2;break-inside:avoid}dt{color:#4a5463}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}li{margin:.2rem 0}@media(max-width:34rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}@media print{body{margin:0;max-width:none;font-size:11pt}}`

/** The access file as a French page to read and to print. */
export function accessPage(file: AccessFileContent): string {
  const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(file.madeAt)
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Vos données — ${escape(file.person.name)}</title><style>${STYLE}</style></head><body>
<h1>Les données détenues sur ${escape(file.person.name)}</h1><p class="lead">Référence ${escape(file.person.reference)}. Établi le ${day}, en réponse à une demande d’accès (article 15 du RGPD). Les noms d’autres personnes sont masqués.</p>
${answerable(file)}${rules(file)}${scales(file)}${file.sections.map(section).join('')}${mentions(file)}${rights()}</body></html>`
}

function answerable({ controller }: AccessFileContent): string {
  const told = [['Responsable du traitement', controller.name], ['Contact', controller.contact], ['Délégué à la protection des données', controller.officer], ['Le joindre', controller.officerContact]].filter(([, value]) => value)
  return told.length > 0 ? `<h2>Qui répond de ces données</h2>${pairs(told.map(([label = '', value = '']) => ({ label, value })))}` : ''
}

function rules({ purposes, recipients, retention }: AccessFileContent): string {
  return `<h2>Pourquoi elles sont détenues</h2>${list(purposes.map((p) => `<strong>${escape(p.name)}</strong> : ${escape(p.purpose)} Base légale : ${escape(bases[p.legalBasis] ?? p.legalBasis)}. Jusqu’au ${p.endsOn.split('-').reverse().join('/')}.`))}
<h2>Qui les reçoit</h2>${list(recipients.map(escape))}<h2>Combien de temps elles sont gardées</h2>${list(retention.map((r) => `${escape(r.category)} : ${r.months} mois. ${escape(r.justification)}`))}`
}

const scales = ({ scales: all }: AccessFileContent): string =>
  all.length > 0 ? `<h2>Comment lire les scores</h2>${list(all.map((scale) => `<strong>${escape(scale.criterion)}</strong>, de ${scale.min} à ${scale.max}. ${scale.marks.map(escape).join(' ; ')}`))}` : ''

const pairs = (fields: readonly { label: string; value: string }[]): string => `<dl>${fields.map(({ label, value }) => `<dt>${escape(label)}</dt><dd>${escape(value)}</dd>`).join('')}</dl>`
const section = ({ title, rows }: AccessFileContent['sections'][number]): string => `<h2>${escape(title)}</h2>${rows.map(pairs).join('')}`
const mentions = ({ mentions: all }: AccessFileContent): string => (all.length > 0 ? `<h2>Où le nom apparaît encore</h2>${list(all.map(({ text }) => escape(text)))}` : '')

const rights = (): string => `<h2>Vos droits</h2><p>Vous pouvez demander la rectification de ces données, leur effacement, la limitation de leur traitement, ou vous y opposer. Une réponse vous est due dans le mois. Si elle ne vous satisfait pas, vous pouvez saisir la Commission nationale de l’informatique et des libertés (cnil.fr).</p>`
