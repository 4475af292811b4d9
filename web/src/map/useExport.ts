import { FileImage, FileType } from '@lucide/vue'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { today, useFormat } from '../ui/format.ts'
import type { MenuEntry } from '../ui/menu.ts'
import { useToast } from '../ui/toast.ts'
import type { LegendEntry } from './legend.ts'
import type { Places } from './model.ts'
import { toPng } from './png.ts'
import { toSvg, type Sheet } from './svg.ts'
import type { MapData } from './useMapData.ts'

/** Hands a file to the person. */
function download(blob: Blob, name: string): void {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

interface Needs {
  data: MapData
  legend: ComputedRef<LegendEntry[]>
  colourWords: ComputedRef<string>
  places: () => Places | undefined
  image: (background: string) => Promise<Blob | undefined> | undefined
}

/** The map as a file, with its title, date, legend and source. */
export function useExport({ data, legend, colourWords, places, image }: Needs): ComputedRef<MenuEntry[]> {
  const { t } = useI18n()
  const format = useFormat()
  const { toast } = useToast()

  function sheet(): Sheet {
    const day = data.context.asOf.value ?? today()
    const counts = data.map.value?.counts
    const shown = counts ? t('map.export.counts', { stakeholders: format.value.number(counts.shown), ties: format.value.number(counts.ties), impacts: format.value.number(counts.impacts) }) : ''
    const fictional = data.map.value?.nodes.some((node) => node.fictional) ? ` · ${t('map.export.fictional')}` : ''
    return {
      title: t(`map.export.heading.${data.state.value.lens}`),
      subtitle: [t('map.export.asOf', { date: format.value.longDate(day) }), shown, colourWords.value].filter(Boolean).join(' · '),
      source: `${t('map.export.source', { date: format.value.longDate(today()) })}${fictional}`,
      legend: legend.value,
    }
  }
  const nameOf = (extension: string): string => `${t('map.export.file')}-${data.state.value.lens}-${data.context.asOf.value ?? today()}.${extension}`

  async function png(): Promise<void> {
    const { palette } = data
    const picture = await image(palette.value.surface)
    if (!picture) return
    download(await toPng(picture, palette.value, sheet()), nameOf('png'))
    toast({ text: t('map.export.done') })
  }
  function svg(): void {
    const where = places()
    if (!where) return
    download(new Blob([toSvg(data.drawing.value, where, data.palette.value, sheet())], { type: 'image/svg+xml' }), nameOf('svg'))
    toast({ text: t('map.export.done') })
  }
  return computed(() => [
    { label: t('map.export.png'), icon: FileImage, hint: 'PNG', run: png },
    { label: t('map.export.svg'), icon: FileType, hint: 'SVG', run: svg },
  ])
}
