/** A path of the application, `/seances/…`; the address before it is put in when the mail is sent. */
export interface PagePlace { label: string; path: string }

/** One piece of a letter: a paragraph, a heading, a list, the button of its private link, or a link to a page. */
export type Block = string | { heading: string } | { list: readonly (string | PagePlace)[] } | { action: string } | { page: PagePlace }

export type Locale = 'fr' | 'en'

/** Stands where the private link goes until the mail is sent. */
export const LINK = '{{link}}'
/** Stands where the link goes by which the reader asks not to get such mails any more. */
export const OPT_OUT = '{{optOut}}'
/** Stands before the path of a page. */
export const SITE = '{{site}}'

const optOutWords = { fr: 'Ne plus recevoir ces courriels', en: 'Stop receiving these e-mails' } as const

/** The plain text of a letter, and the same as a simple page that a screen reader reads in order. */
export function letterOf({ locale, subject, body, optOut }: { locale: Locale; subject: string; body: readonly Block[]; optOut: boolean }): { text: string; html: string } {
  const foot = optOut ? optOutWords[locale] : null
  const text = [...body.map(textOf), ...(foot ? [`-- \n${foot}${locale === 'fr' ? ' ' : ''}: ${OPT_OUT}`] : [])].join('\n\n')
  return { text: `${text}\n`, html: pageOf(locale, subject, [...body.map(htmlOf), ...(foot ? [`<p style="margin-top:32px;font-size:13px"><a href="${OPT_OUT}" style="color:#4a5560">${escapeHtml(foot)}</a></p>`] : [])].join('\n')) }
}

function textOf(block: Block): string {
  if (typeof block === 'string') return block
  if ('heading' in block) return block.heading.toLocaleUpperCase()
  if ('list' in block) return block.list.map((item) => `- ${typeof item === 'string' ? item : `${item.label}\n  ${SITE}${item.path}`}`).join('\n')
  if ('action' in block) return `${block.action}\n${LINK}`
  return `${block.page.label}\n${SITE}${block.page.path}`
}

const LINKED = 'color:#0b5a63'
const BUTTON = 'display:inline-block;padding:12px 20px;border-radius:6px;background:#0b5a63;color:#ffffff;font-weight:600;text-decoration:none'

function htmlOf(block: Block): string {
  if (typeof block === 'string') return `<p>${escapeHtml(block).replace(/\n/g, '<br>')}</p>`
  if ('heading' in block) return `<h2 style="margin:24px 0 8px;font-size:17px">${escapeHtml(block.heading)}</h2>`
  if ('list' in block) return `<ul style="margin:0 0 16px;padding-left:20px">${block.list.map((item) => `<li style="margin:4px 0">${typeof item === 'string' ? escapeHtml(item) : linkTo(item)}</li>`).join('')}</ul>`
  if ('action' in block) return `<p style="margin:24px 0"><a href="${LINK}" style="${BUTTON}">${escapeHtml(block.action)}</a></p>`
  return `<p>${linkTo(block.page)}</p>`
}

const linkTo = ({ label, path }: PagePlace): string => `<a href="${SITE}${escapeHtml(path)}" style="${LINKED}">${escapeHtml(label)}</a>`

const pageOf = (locale: Locale, subject: string, body: string): string => `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px 16px;background:#ffffff;color:#1c2328;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5"><main style="max-width:640px;margin:0 auto">
${body}
</main></body></html>
`

/** Text as it may stand in an element or an attribute. */
export const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;')

/** Puts the addresses where their places stand. Addresses hold no character that HTML would need escaped. */
export const fillPlaces = (text: string, places: { site: string; link: string; optOut: string }): string =>
  text.replaceAll(SITE, () => places.site).replaceAll(LINK, () => places.link).replaceAll(OPT_OUT, () => places.optOut)
