// The contrast (WCAG 2) of each text that is seen: [[ratio, text, size in px], ...].
function channels(colour) {
  return colour.match(/[\d.]+/g).map(Number);
}
function luminance(colour) {
  const [r, g, b] = channels(colour).slice(0, 3).map(c => {
    const s = c / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function background(element) {
  for (let e = element; e; e = e.parentElement) {
    const colour = getComputedStyle(e).backgroundColor;
    const alpha = channels(colour)[3];
    if (alpha === undefined || alpha === 1) {
      return colour;
    }
    if (alpha !== 0) {
      throw new Error('half transparent: ' + colour);
    }
  }
  throw new Error('no background');
}
const found = [];
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const text = texts.currentNode.data.trim();
  const element = texts.currentNode.parentElement;
  if (text && element.checkVisibility()) {
    const style = getComputedStyle(element);
    const [light, dark] = [luminance(style.color), luminance(background(element))].sort((a, b) => b - a);
    found.push([(light + 0.05) / (dark + 0.05), text, parseFloat(style.fontSize)]);
  }
}
return found;
