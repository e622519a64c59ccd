# Rules for templates; called by tools/lint with the files to read, from the root of the tree. perl-base only.
# What a variable is really escaped with comes from ctemplate itself: its own parse of each file is dumped and read.
use strict;
use warnings;

my $bad = 0;
my $PRAGMA = '{{%AUTOESCAPE context="HTML"}}';
my $han = qr/[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbc-\xbd][\x80-\xbf]/;
my %house_words = ('您' => 'write 你', '登陆' => 'write 登录', '非法' => 'say what to do', '无效' => 'say what to do');
# Attributes that load or go somewhere: their value is one variable, or one of the few fixed places.
my $places = qr/^(href|src|action|cite|data|background|longdesc|manifest|icon)$/;
my $fixed  = qr{^(\{\{\w+\}\}(#[\w-]+)?|#[\w-]*(\{\{\w+\}\}[\w-]*)*|/|/static/[\w./-]+|mailto:\{\{\w+\}\})$};
my $never  = qr/^(formaction|srcset|imagesrcset|srcdoc|poster|ping|xlink:href|style|http-equiv|autofocus|on\w+)$/;

my %none;    # "templates/x.tpl:NAME" => line of tools/lint-allow
if (open my $fh, '<', 'tools/lint-allow') {
    while (<$fh>) { $none{$1} = $. if /^none\s+(\S+:\w+)\s+\S/ }
}

sub fault { my ($file, $line, $what) = @_; print "$file:$line: $what\n"; $bad = 1 }
sub line_at { my ($s, $at) = @_; return 1 + (substr($s, 0, $at) =~ tr/\n//) }
sub blank { my ($s) = @_; $s =~ s/[^\n]/ /g; return $s }

# One attribute of a tag: its name, its value (undef without one), the quote.
sub check_attribute {
    my ($path, $line, $name, $quote, $value) = @_;
    fault($path, $line, "$name= is not used here") if $name =~ $never;
    return unless defined $value;
    fault($path, $line, "the value of $name has a variable and no quotes") if !$quote && $value =~ /\{\{/;
    fault($path, $line, "a section or include inside the value of $name: ctemplate would escape it wrongly")
        if $value =~ /\{\{\s*[#\/>^%]/;
    fault($path, $line, 'a script or data URL') if $value =~ /^\s*(javascript|data|vbscript)\s*:/i;
    fault($path, $line, "$name spells an address: it comes from one variable, made in C") if $name =~ $places && $value !~ $fixed;
}

# The inside of one tag, sections around attributes included.
sub check_tag {
    my ($path, $line, $name, $inside) = @_;
    fault($path, $line, "<$name> is not used here") if $name =~ /^(style|base|iframe|object|embed|applet|frame|frameset)$/;
    fault($path, $line, '<script> without src') if $name eq 'script' && $inside !~ /\ssrc="/;
    while ($inside =~ /\G(?:\s+|\{\{[#\/^]\w+\}\}|\/|(\{\{[^}]*\}\})|([^\s=>\/"'{]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|((?:\{\{[^}]*\}\}|[^\s"'{])+)))?|(.))/gs) {
        my ($variable, $attr, $double, $single, $plain, $other) = ($1, $2, $3, $4, $5, $6);
        my $here = $line + (substr($inside, 0, $-[0]) =~ tr/\n//);
        fault($path, $here, "$variable stands where attributes stand") if defined $variable;
        fault($path, $here, "the tag <$name> cannot be read at: $other") if defined $other;
        last if defined $other;
        next unless defined $attr;
        my $value = $double // $single // $plain;
        check_attribute($path, $here, lc $attr, defined $double ? '"' : defined $single ? "'" : '', $value);
    }
}

# Comments of HTML and of ctemplate are blanked, then tags are taken one by one; what stands in <script> is refused.
sub check_html {
    my ($path, $text) = @_;
    fault($path, line_at($text, $-[0]), 'an HTML comment reaches the reader: use {{! }}') while $text =~ /<!--/g;
    while ($text =~ /<([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|\{\{[^}]*\}\}|[^"'>])*)>/g) {
        my ($name, $inside, $start, $end) = (lc $1, $2, $-[0], pos $text);
        check_tag($path, line_at($text, $start), $name, $inside);
        next unless $name eq 'script';
        my $body = substr($text, $end) =~ /^(.*?)<\/script\s*>/is ? $1 : substr($text, $end);
        fault($path, line_at($text, $end), 'a <script> holds nothing but its src') if $body =~ /\S/;
    }
    (my $rest = $text) =~ s/<[a-zA-Z][\w-]*(?:"[^"]*"|'[^']*'|\{\{[^}]*\}\}|[^"'>])*>/blank($&)/ge;
    fault($path, line_at($rest, $-[0]), 'a tag that is not closed') while $rest =~ /<[a-zA-Z]/g;
}

sub check_file {
    my ($path) = @_;
    open my $fh, '<', $path or die "$path: $!\n";
    my $text = do { local $/; <$fh> } // '';
    fault($path, 1, "line 1 must be exactly $PRAGMA") unless $text =~ /\A\Q$PRAGMA\E\n/;
    $text =~ s/\{\{!.*?\}\}/blank($&)/ges;
    (my $unmarked = $text) =~ s/\[\[.*?\]\]/blank($&)/ge;
    my $n = 0;
    for (split /\n/, $unmarked) { $n++; fault($path, $n, 'Chinese outside [[ ]]') if /$han/ }
    fault($path, line_at($text, $-[0]), "$1: $house_words{$1}") while $text =~ /(您|登陆|非法|无效)/g;
    $text =~ s/\[\[|\]\]/  /g;
    check_html($path, $text);
    while ($text =~ /\{\{(\w+)((?::[^}]*)?)\}\}/g) {
        my ($name, $mod, $line) = ($1, $2, line_at($text, $-[0]));
        next if $mod eq '';
        if ($mod eq ':none' && delete $none{"$path:$name"}) { next }
        fault($path, $line, $mod =~ /:none/ ? "$name is not escaped: give the reason in tools/lint-allow"
            : "$name$mod: ctemplate chooses the modifier; make the text in C") unless $mod =~ /^:(U=html|p)$/;
    }
    return $text;
}

# ctemplate's own view: each variable must end up as text or attribute (:h, or :p which keeps line ends) or as
# an address (:U=html).
sub check_dump {
    my ($texts, @paths) = @_;
    my $tool = $ENV{TPL_CHECK} // 'ctemplate-make_tpl_varnames_h';
    # It names files relative to a root; an absolute path stays what it is.
    open my $dump, '-|', "$tool -q -n -d -t. " . join(' ', map { "'$_'" } @paths) . ' 2>&1' or die "$tool: $!\n";
    my ($path, $pragma, $seen) = ('templates', 1, 0);
    while (<$dump>) {
        if (/^-+Start Template Dump \[(.*)\]-+$/) {
            ($path) = grep { $1 eq $_ || substr($1, -length($_) - 1) eq "/$_" } @paths;
            ($pragma, $seen) = (0, $seen + 1);
        }
        elsif (/^\s*Pragma Node: -->\|AUTOESCAPE context="HTML"\|<--/) { $pragma = 1 }
        elsif (/^\s*Variable Node: (\w+)(\S*)\s*$/) {
            my ($name, $mod) = ($1, $2);
            my $line = $texts->{$path} =~ /\{\{\Q$name\E[:}]/ ? line_at($texts->{$path}, $-[0]) : 1;
            next if $mod eq ':none';    # judged by check_file
            fault($path, $line, "$name has the effect of \"$mod\", only :h, :p and :U=html are expected")
                unless $mod =~ /^:(h|p|U=html)$/;
        }
        elsif (/^-+End Template Dump/) { fault($path, 1, 'ctemplate does not see the auto-escape pragma') unless $pragma }
        elsif (/^(ERROR|WARNING|FATAL|\[?.*sh: )/) { chomp; fault($path, 1, "ctemplate says: $_") }
    }
    close $dump;
    fault('templates', 1, "ctemplate could read $seen of " . @paths . ' files') if $seen != @paths;
}

my %texts = map { $_ => check_file($_) } @ARGV;
fault('tools/lint-allow', $none{$_}, "not needed: none $_") for sort keys %none;
check_dump(\%texts, @ARGV) if @ARGV;
exit $bad;
