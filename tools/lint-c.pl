# Rules for C, SQL and plain text files; called by tools/lint with the files to read, from the root of the tree.
# perl-base only. A file is read once into three views of the same length and lines: as written, without comments,
# and without comments and strings; each rule looks at the view it is about.
use strict;
use warnings;

my $floors_only = @ARGV && $ARGV[0] eq '--floors' ? shift @ARGV : 0;
my $bad = 0;

# Folders and their floors. A file includes its own folder and lower floors.
my %floor = (base => 0, db => 1, http => 1, rule => 1, app => 2, domain => 3, web => 3, pages => 4, api => 4, bin => 5);
# Folders that a higher folder may still not see.
my %blind = ('domain http' => 'domain/ knows no HTTP');
# Headers that stay behind one file or folder.
my @kept = (
    [qr{^(mysql|mariadb)[./]|^(mysql|errmsg|mysqld_error)\.h$}, qr{^src/db/}, 'src/db/'],
    [qr{^fcgi(app|_config|_stdio|os|misc)?\.h$}, qr{^src/http/fcgi\.c$}, 'src/http/fcgi.c'],
    [qr{^(sodium|nettle/|liboath/)}, qr{^src/base/seal\.c$}, 'src/base/seal.c'],
    [qr{^curl/}, qr{^(src/base/origin\.c$|tests/)}, 'src/base/origin.c'],
    [qr{^ctemplate/}, qr{^src/web/view\.cc$}, 'src/web/view.cc'],
);
# Functions: name of the rule, names, where they are allowed, what to use instead.
my @banned = (
    [ 'strcpy', qr/strcpy|strcat|stpcpy|sprintf|vsprintf|gets|strtok|strtok_r|alloca/, qr/^$/, 'buf_*, arena_fmt' ],
    [ 'malloc', qr/malloc|calloc|realloc|reallocarray|free|strdup|strndup|asprintf|vasprintf/,
      qr{^src/(base/arena\.c|bin/)}, 'the arena' ],
    [ 'system', qr/system|popen/, qr/^$/, 'posix_spawn or fork and exec with an argument list' ],
    [ 'time', qr/time|gettimeofday|clock_gettime|localtime|localtime_r|mktime/, qr{^src/base/clock\.c$}, 'base/clock.h' ],
    [ 'rand', qr/rand|srand|random|srandom|rand_r|drand48/, qr/^$/, 'seal_random, seal_uniform' ],
    [ 'atoi', qr/atoi|atol|atoll|atof/, qr/^$/, 'strtoll with its end and errno checked' ],
);
my $sql_verbs  = qr/^\s*(SELECT\b|INSERT\s+(IGNORE\s+)?INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|REPLACE\s+INTO\b)/;
my $sql_homes  = qr{^src/(db|app|domain|web)/|^src/bin/ctl|^tests/};
my $sql_banned = qr/\b(?:(?:NOW|CURDATE|SYSDATE|UNIX_TIMESTAMP|UTC_TIMESTAMP)(?=\s*\()|CURRENT_(?:TIMESTAMP|DATE|TIME)\b
    |LOCALTIMESTAMP\b|GET_LOCK\b|LOCK\s+TABLES?\b)/xi;
my $han        = qr/[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbc-\xbd][\x80-\xbf]/;
# Words of the interface, and what is written instead (also in lint-tpl.pl).
my %house_words = ('您' => 'write 你', '登陆' => 'write 登录', '非法' => 'say what to do', '无效' => 'say what to do');
my $house_words = qr/(您|登陆|非法|无效)/;
my $LINES = 400;
my $FUNCTION = 60;

my %allow;    # "long src/x.c" => line of tools/lint-allow
if (open my $fh, '<', 'tools/lint-allow') {
    while (<$fh>) {
        next if /^\s*(#|$)/;
        if (/^(long)\s+(\S+)\s+\S/) { $allow{"$1 $2"} = $. }
        elsif (!/^none\s+\S+:\w+\s+\S/) { fault('tools/lint-allow', $., 'must be: kind where reason') }
    }
}
my $makefile = slurp('Makefile.am') // '';

sub fault { my ($file, $line, $what) = @_; print "$file:$line: $what\n"; $bad = 1 }

sub slurp {
    my ($path) = @_;
    open my $fh, '<', $path or return undef;
    local $/;
    return scalar <$fh>;
}

sub blank { my ($s) = @_; $s =~ s/[^\n]/ /g; return $s }

# The file without comments, and also without what strings hold.
sub views {
    my ($text) = @_;
    my ($code, $bare) = ('', '');
    while ($text =~ m{\G(?:(/\*.*?(?:\*/|\z)|//[^\n]*)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|([^/"']+|.))}gs) {
        if (defined $1) { $code .= blank($1); $bare .= blank($1) }
        elsif (defined $2) {
            my $s = $2;
            $code .= $s;
            $bare .= substr($s, 0, 1) . blank(substr($s, 1, -1)) . substr($s, -1);
        }
        else { $code .= $3; $bare .= $3 }
    }
    return ($code, $bare);
}

# One file and the exceptions written in it.
sub open_file {
    my ($path) = @_;
    my $text = slurp($path) // die "$path: $!\n";
    my $f = { path => $path, text => $text, allow => {} };
    ($f->{code}, $f->{bare}) = views($text) if $path =~ /\.(c|h|cc)$/;
    my ($n, @bare) = (0, split /\n/, $f->{bare} // '', -1);
    for my $line (split /\n/, $text, -1) {
        $n++;
        next unless defined $f->{bare};
        while ($line =~ m{lint: allow (\w+)(,\s*\S)?}g) {
            my ($rule, $reason) = ($1, $2);
            if (!$reason) { fault($path, $n, "an exception needs its reason: lint: allow $rule, why"); next }
            # A comment alone on its line speaks of the next one.
            $f->{allow}{ ($bare[$n - 1] =~ /\S/ ? $n : $n + 1) . " $rule" } = $n;
        }
    }
    return $f;
}

# The last bytes before a place: enough to see the call that it stands in.
sub before { my ($s, $at) = @_; my $from = $at > 300 ? $at - 300 : 0; return substr $s, $from, $at - $from }

sub line_at { my ($s, $at) = @_; return 1 + (substr($s, 0, $at) =~ tr/\n//) }

# Report unless the line has an exception for the rule.
sub refuse {
    my ($f, $line, $rule, $what) = @_;
    if (exists $f->{allow}{"$line $rule"}) { $f->{used}{"$line $rule"} = 1; return }
    fault($f->{path}, $line, $what);
}

sub check_floors {
    my ($f) = @_;
    my $path = $f->{path};
    return unless $path =~ m{^src/(\w+)/};
    my $mine = $1;
    fault($path, 1, "the folder has no floor (tools/lint-c.pl)") unless exists $floor{$mine};
    fault($path, 1, 'C++ only in src/web/view.cc') if $path =~ /\.cc$/ && $path ne 'src/web/view.cc';
    while ($f->{code} =~ m{^[ \t]*\#[ \t]*include[ \t]*(["<])([^">\n]+)}mg) {
        my ($kind, $name, $line) = ($1, $2, line_at($f->{code}, $-[0]));
        for my $k (@kept) {
            refuse($f, $line, 'include', "$name only in $k->[2]") if $name =~ $k->[0] && $path !~ $k->[1];
        }
        next if $kind eq '<' || $name =~ m{^(config|asset_version)\.h$};
        my ($theirs) = $name =~ m{^(\w+)/};
        if (!defined $theirs || !exists $floor{$theirs}) {
            refuse($f, $line, 'include', "\"$name\" needs its folder, as in \"base/arena.h\"");
        }
        elsif (exists $floor{$mine} && $theirs ne $mine && $floor{$theirs} >= $floor{$mine}) {
            my $way = $floor{$theirs} == $floor{$mine} ? 'sideways' : 'up';
            refuse($f, $line, 'include', "$mine/ must not look $way to $theirs/");
        }
        elsif ($blind{"$mine $theirs"}) { refuse($f, $line, 'include', $blind{"$mine $theirs"}) }
    }
}

sub check_functions {
    my ($f) = @_;
    for my $b (@banned) {
        next if $f->{path} =~ $b->[2];
        while ($f->{bare} =~ /(?<![\w.>])($b->[1])\s*\(/g) {
            my ($name, $line) = ($1, line_at($f->{bare}, $-[0]));
            # An exception may name the function or its family.
            refuse($f, $line, exists $f->{allow}{"$line $name"} ? $name : $b->[0], "$name() is not used here: $b->[3]");
        }
    }
    while ($f->{bare} =~ /\b(goto)\b|^\s*(typedef\s+(?:struct|union|enum))\b(?=\s*\w*\s*(?:\{|\**\w+\s*;))/mg) {
        refuse($f, line_at($f->{bare}, $-[0]), 'goto', ($1 // $2) . ' is not used here');
    }
}

# A function ends at the first } in column 1 after a line that opens one; tables open with = {.
sub check_lengths {
    my ($f) = @_;
    my @lines = split /\n/, $f->{bare};
    if (@lines > $LINES && !delete $allow{"long $f->{path}"}) {
        fault($f->{path}, $LINES + 1, 'more than ' . $LINES . ' lines: split it, or give the reason in tools/lint-allow');
    }
    my $start;
    for my $i (0 .. $#lines) {
        $start = $i if $lines[$i] =~ /^[A-Za-z].*\)\s*\{\s*$|^\s+\S.*\)\s*\{\s*$/ && !defined $start && signature(\@lines, $i);
        next unless $lines[$i] =~ /^\}/;
        if (defined $start && $i - $start + 1 > $FUNCTION) {
            refuse($f, $start + 1, 'long', 'a function of ' . ($i - $start + 1) . " lines (at most $FUNCTION)");
        }
        undef $start;
    }
}

# Line $i closes the parameter list of a function: going up over continued lines, the first one starts in column 1.
sub signature {
    my ($lines, $i) = @_;
    $i-- while $i > 0 && $lines->[$i] =~ /^\s/ && $lines->[ $i - 1 ] =~ /,\s*$/;
    return $lines->[$i] =~ /^[A-Za-z]/;
}

# Strings, taken with their neighbours as the compiler joins them.
sub check_strings {
    my ($f) = @_;
    my $product = $f->{path} =~ m{^src/};
    while ($f->{code} =~ /("(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*)/g) {
        my ($run, $at) = ($1, $-[0]);
        my $line = line_at($f->{code}, $at);
        (my $joined = substr $run, 1, -1) =~ s/"\s*"//g;
        if ($joined =~ $sql_verbs && $f->{path} !~ $sql_homes) {
            refuse($f, $line, 'sql', 'SQL only in src/db, src/app, src/domain, src/web and src/bin/ctl*');
        }
        if ($product && $joined =~ /\b(SELECT|INSERT|UPDATE|DELETE|SET|LOCK|DEFAULT)\b/ && $joined =~ $sql_banned) {
            refuse($f, $line, 'sql', "no $& in SQL: times are bound values, leases are rows");
        }
        if ($product && $joined =~ $han && before($f->{code}, $at) !~ /(\bN_\(|\btr\((?:[^;"()]|\([^()]*\))*,)\s*$/) {
            refuse($f, $line, 'han', 'a text for people goes through tr(lang, "…") or N_("…")');
        }
        if ($product && $joined =~ $house_words) { refuse($f, $line, 'han', "$1: $house_words{$1}") }
    }
}

sub check_words {
    my ($f) = @_;
    my $n = 0;
    for (split /\n/, $f->{text}) {
        $n++;
        refuse($f, $n, 'word', "$1 is not left in the tree") if /\b(TODO|FIXME|XXX)\b/;
    }
}

sub check_sql_file {
    my ($f) = @_;
    my $n = 0;
    for (split /\n/, $f->{text}) {
        $n++;
        s/--.*//;
        fault($f->{path}, $n, "no $& in SQL: times are bound values, leases are rows") if /$sql_banned/i;
    }
}

# Files that a build or an installation would miss.
sub check_listed {
    my ($path) = @_;
    return if $makefile eq '';
    my $name = $path;
    $name =~ s/\.c$// if $path =~ m{^tests/};
    return unless $path =~ m{^src/.*\.(c|h|cc)$|^tests/unit/test_\w+\.c$|^(templates|static|sql)/|^po/en/(?!new)};
    fault($path, 1, 'is not listed in Makefile.am') unless $makefile =~ /(?<![\w\/.-])\Q$name\E(?![\w\/-])/;
}

for my $path (@ARGV) {
    my $f = open_file($path);
    if (defined $f->{code}) {
        check_floors($f);
        next if $floors_only;
        check_functions($f) if $path =~ m{^src/};
        check_lengths($f);
        check_strings($f);
    }
    check_sql_file($f) if $path =~ /\.sql$/;
    check_words($f);
    check_listed($path);
    for my $key (sort keys %{ $f->{allow} }) {
        fault($path, $f->{allow}{$key}, 'this exception is not needed') unless $f->{used}{$key};
    }
}
if (!$floors_only) { fault('tools/lint-allow', $allow{$_}, "not needed: $_") for sort keys %allow }
exit $bad;
