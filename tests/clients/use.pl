# A guest's life through Sys::Virt: use.pl URI DOMAIN-XML-FILE DIRECTORY
use strict;
use warnings;
use Sys::Virt;

my ($uri, $document, $directory) = @ARGV;
my $image = "$directory/image";

sub is {
    my ($got, $wanted, $what) = @_;
    die "$what: got $got, expected $wanted\n" unless "$got" eq "$wanted";
}

my $conn = Sys::Virt->new(uri => $uri);
is($conn->get_type, "QEMU", "type");
is($conn->get_library_version, 11003000, "version");
is(scalar(() = $conn->list_all_domains), 0, "domains");
open(my $file, "<", $document) or die "$document: $!";
my $dom = $conn->define_domain(do { local $/; <$file> });
$dom->create;
is(($dom->get_state)[0], Sys::Virt::Domain::STATE_RUNNING, "state");
is($dom->get_info->{nrVirtCpu}, 1, "vcpus");
$dom->save($image, undef, undef, Sys::Virt::Domain::SAVE_PAUSED);
$conn->restore_domain($image);
is(($dom->get_state)[0], Sys::Virt::Domain::STATE_PAUSED, "state after restore");
eval { $conn->restore_domain($image, undef, undef, Sys::Virt::Domain::SAVE_PAUSED | Sys::Virt::Domain::SAVE_RUNNING) };
is(ref($@), "Sys::Virt::Error", "an error");
is($@->code, Sys::Virt::Error::ERR_INVALID_ARG, "its code");
$dom->resume;
$dom->managed_save;
is($dom->has_managed_save_image, 1, "managed save");
$dom->create;
is(($dom->get_state)[0], Sys::Virt::Domain::STATE_RUNNING, "state after managed save");
$dom->destroy;
$dom->undefine;
is(scalar(() = $conn->list_all_domains), 0, "domains at the end");
eval { $conn->get_domain_by_name("nobody") };
is($@->code, Sys::Virt::Error::ERR_NO_DOMAIN, "nobody");
