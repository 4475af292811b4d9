import type { ChartBlock, PictureBlock } from '../../document/blocks.ts'
import { colours, seriesColours } from '../../document/colours.ts'
import type { tones } from '../../figures/content.ts'
import { valueText } from '../../figures/format.ts'
import type { Context } from './context.ts'
import type { BlockOf } from './outline.blocks.ts'

type Tone = (typeof tones)[number]
const [agree, disagree, grey] = ['#0b7568', '#b34a08', '#cdc9bf']
const tone: Record<Exclude<Tone, 'plain'>, string> = {
  for: agree, against: disagree, neutral: grey, abstained: colours.grey, unknown: '#e3ded3', convergence: agree, divergence: disagree, mixed: grey, closer: agree, apart: disagree, still: grey, late: disagree, done: agree,
}

export function chartBlock(c: Context, { title, body }: BlockOf<'chart'>): ChartBlock {
  const plain = body.series.map((one) => one.tone === 'plain')
  let next = 0
  return {
    kind: 'chart', form: body.form, title: c.f.plain(title || body.figure.label), alternative: c.f.plain(body.alternative),
    series: body.series.map((one, i) => ({ label: c.f.plain(one.label), colour: one.tone === 'plain' || !tone[one.tone] ? (seriesColours[(plain[i] ? next++ : 0) % seriesColours.length] ?? colours.bar) : tone[one.tone] })),
    categories: body.categories.map((category) => ({ label: c.f.plain(category.label), colour: category.tone === 'plain' ? null : tone[category.tone], values: category.values.map(({ value, text }) => ({ value, text: c.f.plain(text) })) })),
    target: body.target === null ? null : { value: body.target, text: c.fill(c.w.target, { value: valueText(body.target, body.unit, c.language, body.unitText) }) },
  }
}

export const pictureBlock = (c: Context, { title, body }: BlockOf<'map'>): PictureBlock => ({
  kind: 'picture', svg: body.svg, width: body.width, height: body.height, title: c.f.plain(title || body.figure.label), alternative: c.f.plain(body.alternative),
  legend: body.legend.map((one) => ({ colour: one.colour, text: c.f.plain(`${one.label} (${one.count === null ? c.w.withheld : c.f.number(one.count)})`) })),
})
