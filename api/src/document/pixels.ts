import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { documentFonts } from './fonts.ts'

let ready: Promise<void> | undefined
const load = async (): Promise<void> => initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))

/** An SVG as PNG of so many pixels across. resvg in WebAssembly: the same bytes on every system, no browser and no native library. */
export async function pixelsOf(svg: string, width: number): Promise<Uint8Array> {
  await (ready ??= load())
  const { regular, semibold } = documentFonts()
  const picture = new Resvg(svg, { fitTo: { mode: 'width', value: width }, font: { fontBuffers: [regular, semibold], defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' } })
  try {
    return picture.render().asPng()
  } finally {
    picture.free()
  }
}
