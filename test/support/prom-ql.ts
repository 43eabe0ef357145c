/** What an expression of Prometheus speaks of: metrics, and the labels that each is selected by. */
export function metricsIn(expression: string): { name: string; labels: string[] }[] {
  const plain = expression
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, '');
  const found = plain.matchAll(/\b([a-z_:][\w:]*)\b(\s*\()?(?:\s*\{([^}]*)\})?/gi);
  return [...found]
    .filter(([, name, call]) => !call && !/^(?:or|and|unless|bool|offset)$/i.test(name!))
    .map(([, name, , selector = '']) => ({
      name: name!,
      labels: [...selector.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label]) => label!),
    }));
}
