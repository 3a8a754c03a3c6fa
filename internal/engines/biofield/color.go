package biofield

import "math"

// wavelengths is the spectral locus of the CIE 1931 standard observer (2°): x and y of 460, 465 …
// 615 nm (CIE 15:2018, table 1; Wyszecki and Stiles, Color Science, 1982, table I(3.3.1)). Colours of
// sRGB have no dominant wavelengths outside of these.
var wavelengths = [...][2]float64{
	{.1440, .0297}, {.1355, .0399}, {.1241, .0578}, {.1096, .0868}, {.0913, .1327}, {.0687, .2007}, {.0454, .2950}, {.0235, .4127},
	{.0082, .5384}, {.0039, .6548}, {.0139, .7502}, {.0389, .8120}, {.0743, .8338}, {.1142, .8262}, {.1547, .8059}, {.1929, .7816},
	{.2296, .7543}, {.2658, .7243}, {.3016, .6923}, {.3373, .6589}, {.3731, .6245}, {.4087, .5896}, {.4441, .5547}, {.4788, .5202},
	{.5125, .4866}, {.5448, .4544}, {.5752, .4242}, {.6029, .3965}, {.6270, .3725}, {.6482, .3514}, {.6658, .3340}, {.6801, .3197},
}

const firstWavelength, wavelengthStep = 460.0, 5.0

// dominantWavelength is the wavelength in nanometres of the spectral light that gives the colour when it is mixed
// with white D65: where the line from the white point through the colour meets the spectral locus
// (CIE 17.4, 845-03-44). The colour is given in sRGB (IEC 61966-2-1). Nil for gray, and for the
// purples, which no single wavelength makes.
func dominantWavelength(red, green, blue float64) *float64 {
	r, g, b := linear(red), linear(green), linear(blue)
	x := 0.4124*r + 0.3576*g + 0.1805*b
	y := 0.2126*r + 0.7152*g + 0.0722*b
	z := 0.0193*r + 0.1192*g + 0.9505*b
	sum := x + y + z
	const whiteX, whiteY = 0.3127, 0.3290
	if sum == 0 {
		return nil
	}
	dx, dy := x/sum-whiteX, y/sum-whiteY
	if math.Hypot(dx, dy) < 1e-3 { // the four digits of the matrix leave a tenth of that for gray
		return nil
	}
	for i := range wavelengths[1:] {
		// The point of the segment that lies in the direction of the colour: cross products tell the side.
		ax, ay := wavelengths[i][0]-whiteX, wavelengths[i][1]-whiteY
		bx, by := wavelengths[i+1][0]-whiteX, wavelengths[i+1][1]-whiteY
		a, b := dx*ay-dy*ax, dx*by-dy*bx
		if a*b > 0 || a == b || dx*ax+dy*ay < 0 {
			continue
		}
		return number(firstWavelength + wavelengthStep*(float64(i)+a/(a-b)))
	}
	return nil
}

// linear undoes the transfer function of sRGB.
func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// correlation is the Pearson correlation of two planes. ok is false when one of them is constant.
func correlation(a, b plane, ma, mb *moments) (r float64, ok bool) {
	if ma.constant || mb.constant {
		return 0, false
	}
	sum := 0.0
	for i := range a {
		sum += (a[i] - ma.mean) * (b[i] - mb.mean)
	}
	return clamp(sum/(float64(len(a))*ma.sd*mb.sd), -1, 1), true
}

// chroma is the root mean square of the difference between the largest and the smallest channel of
// each pixel (chroma of HSV: Smith, Computer Graphics 12, 1978). 0 for gray, 1 for full colours.
func chroma(rgb []plane) float64 {
	sum := 0.0
	for i := range rgb[0] {
		r, g, b := rgb[0][i], rgb[1][i], rgb[2][i]
		least, most := r, r
		for _, v := range [...]float64{g, b} {
			if v < least {
				least = v
			} else if v > most {
				most = v
			}
		}
		sum += (most - least) * (most - least)
	}
	return math.Sqrt(sum / float64(len(rgb[0])))
}

// likeness is 1 less the mean difference between the channels of neighbouring pixels.
func likeness(rgb []plane, width int) float64 {
	height := len(rgb[0]) / width
	sum := 0.0
	for _, p := range rgb {
		for y := range height {
			for x := range width {
				i := y*width + x
				if x+1 < width {
					sum += math.Abs(p[i] - p[i+1])
				}
				if y+1 < height {
					sum += math.Abs(p[i] - p[i+width])
				}
			}
		}
	}
	return 1 - sum/float64(3*(2*width*height-width-height))
}

// colorPerimeter is the share of the sides between neighbours that lie in different ones of 64 colours,
// four levels of each channel.
func colorPerimeter(rgb []plane, width int) float64 {
	names := make([]byte, len(rgb[0]))
	for i := range names {
		for _, p := range rgb {
			names[i] = names[i]<<2 | byte(min(int(p[i]*4), 3))
		}
	}
	return borders(names, width)
}
