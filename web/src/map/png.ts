import { markSvg, type Sheet } from './svg.ts'
import type { Palette } from './palette.ts'

const SCALE = 2
const MARGIN = 40 * SCALE
const HEAD = 92 * SCALE
const COLUMN = 290 * SCALE
const ROW = 22 * SCALE
const FONT = '"Inter Variable", Inter, system-ui, sans-serif'

/** The picture of the map on a sheet with its title, legend and source, at twice the pixels of the screen. */
export async function toPng(picture: Blob, palette: Palette, sheet: Sheet): Promise<Blob> {
  const map = await createImageBitmap(picture)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1440, map.width + 2 * MARGIN)
  const columns = Math.max(1, Math.floor((canvas.width - 2 * MARGIN) / COLUMN))
  const foot = Math.ceil(sheet.legend.length / columns) * ROW + 76 * SCALE
  canvas.height = HEAD + map.height + foot
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no canvas')
  pen.fillStyle = palette.surface
  pen.fillRect(0, 0, canvas.width, canvas.height)
  write(pen, sheet.title, { x: MARGIN, y: 46 * SCALE, size: 24, weight: 600, color: palette.ink })
  write(pen, sheet.subtitle, { x: MARGIN, y: 70 * SCALE, size: 13, weight: 450, color: palette.ink2 })
  pen.drawImage(map, (canvas.width - map.width) / 2, HEAD)
  const top = HEAD + map.height + 20 * SCALE
  for (const [i, entry] of sheet.legend.entries()) {
    const [x, y] = [MARGIN + (i % columns) * COLUMN, top + Math.floor(i / columns) * ROW]
    pen.drawImage(await markImage(markSvg(entry)), x, y, 20 * SCALE, 14 * SCALE)
    write(pen, entry.label, { x: x + 28 * SCALE, y: y + 11 * SCALE, size: 11, weight: 450, color: palette.ink2 })
  }
  write(pen, sheet.source, { x: MARGIN, y: canvas.height - 18 * SCALE, size: 11, weight: 400, color: palette.ink3 })
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/png'))
}

function write(pen: CanvasRenderingContext2D, text: string, { x, y, size, weight, color }: { x: number; y: number; size: number; weight: number; color: string }): void {
  pen.font = `${weight} ${size * SCALE}px ${FONT}`
  pen.fillStyle = color
  pen.fillText(text, x, y)
}

function markImage(mark: string): Promise<HTMLImageElement> {
  return new Promise((done, fail) => {
    const image = new Image(20 * SCALE, 14 * SCALE)
    image.onload = () => done(image)
    image.onerror = () => fail(new Error('no mark'))
    image.src = `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="28" viewBox="0 0 20 14">${mark}</svg>`)}`
  })
}
