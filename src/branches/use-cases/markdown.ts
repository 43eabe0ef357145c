import MarkdownIt from 'markdown-it';

const SAFE_LINK = /^(?:https?:\/\/|mailto:|tel:)/i;

/** Raw HTML in it stays text, pictures of other sites are not fetched, and links lead to pages, mail and phones only. */
const markdown = new MarkdownIt({ html: false, linkify: true, maxNesting: 20 }).disable('image');
markdown.validateLink = (url) => SAFE_LINK.test(url.trim());
markdown.renderer.rules.link_open = (tokens, index, options, _env, renderer) => {
  tokens[index]!.attrSet('rel', 'noopener noreferrer nofollow');
  return renderer.renderToken(tokens, index, options);
};

/** Markdown as HTML that can stand in a page as it is (BR-1). */
export const htmlOf = (text: string): string => markdown.render(text);
