/** What is sent: the file as it is, so that the service finds out how it was written; or rows that were corrected here. */
export type ImportContent = File | string;

/** The text of a file for correcting it: spreadsheets write UTF-8, UTF-16 or the Latin alphabet of Windows. */
export async function textOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mark = `${bytes[0]} ${bytes[1]}`;
  if (mark === '255 254') return new TextDecoder('utf-16le').decode(bytes);
  if (mark === '254 255') return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Puts the focus into a line of a text, and selects it. */
export function selectLine(area: HTMLTextAreaElement, line: number): void {
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((length, before) => length + before.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  const height = area.scrollHeight / Math.max(lines.length, 1);
  area.scrollTop = Math.max(0, (line - 2) * height);
}

export function downloadTemplate(branchCode: string): void {
  const rows = [
    'email,name,phone,reference,branch,groups,roles,canSignIn',
    `ada@example.com,Ada Example,+49 30 1234567,,${branchCode},,booker,true`,
  ];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`${rows.join('\r\n')}\r\n`], { type: 'text/csv' }));
  link.download = 'people.csv';
  link.click();
  URL.revokeObjectURL(link.href);
}
