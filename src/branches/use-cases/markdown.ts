import MarkdownIt from 'markdown-it';

const SAFE_LINK = /^(?:https?:\/\/|mailto:|tel:)/i;

/** Raw HTML stays text, images of other sites are not loaded, and links may only lead to pages, email and phones. */
const markdown = new MarkdownIt({ html: false, linkify: true, maxNesting: 20 }).disable('image');
markdown.validateLink = (url) => SAFE_LINK.test(url.trim());
markdown.renderer.rules.link_open = (tokens, index, options, _env, renderer) => {
  tokens[index]!.attrSet('rel', 'noopener noreferrer nofollow');
  return renderer.renderToken(tokens, index, options);
};

/** Markdown as safe HTML for a page (BR-1). */
export const htmlOf = (text: string): string => markdown.render(text);
