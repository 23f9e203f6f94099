// Phrases as HTML: emphasis as elements, other people's words apart in their own direction.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/html.h"
#include "reports/phrase.h"

void html_words(html *h, phrase words);
// In an element of its own, with a class (NULL: none); nothing where there are no words.
void html_words_in(html *h, const char *element, const char *class, phrase words);
