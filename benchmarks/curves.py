"""Draws curves as SVG, with both axes logarithmic."""
import math
import os

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 560, 320, 70, 130, 40, 50
COLOURS = ["#1b6ac9", "#c9541b", "#3a8f3a"]


def draw(path, title, across, up, series):
    """Writes one picture; series: name -> [(x, y)], all above 0."""
    points = [point for values in series.values() for point in values]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    low, high = 10 ** math.floor(math.log10(min(ys))), 10 ** math.ceil(math.log10(max(ys) * 1.0001))

    def place(x, y):
        share = (math.log(x) - math.log(min(xs))) / (math.log(max(xs)) - math.log(min(xs)))
        height = (math.log(y) - math.log(low)) / (math.log(high) - math.log(low))
        return LEFT + share * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - height * (HEIGHT - TOP - BOTTOM)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>', f'<text x="{LEFT}" y="22" font-size="14">{title}</text>']
    for x in sorted(set(xs)):
        left, _ = place(x, low)
        out.append(f'<text x="{left:.0f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{x}</text>')
    y = low
    while y <= high:
        _, down = place(min(xs), y)
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{down:.0f}" y2="{down:.0f}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{down + 4:.0f}" text-anchor="end">{y:g}</text>')
        y *= 10
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 12}" text-anchor="middle">{across}</text>')
    out.append(f'<text x="16" y="{HEIGHT / 2:.0f}" transform="rotate(-90 16 {HEIGHT / 2:.0f})" text-anchor="middle">{up}</text>')
    for (name, values), colour in zip(series.items(), COLOURS):
        placed = [place(*point) for point in sorted(values)]
        line = " ".join(f"{x:.0f},{y:.0f}" for x, y in placed)
        out.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for (x, y), (_, value) in zip(placed, sorted(values)):
            out.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{colour}"/>')
            out.append(f'<text x="{x:.0f}" y="{y - 8:.0f}" text-anchor="middle" font-size="10">{value:.3g}</text>')
        out.append(f'<text x="{WIDTH - RIGHT + 12}" y="{placed[-1][1] + 4:.0f}" fill="{colour}">{name}</text>')
    out.append("</svg>")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")
